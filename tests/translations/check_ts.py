"""Checks a Qt translation (.ts) that lupdate has just brought up to date against the one in the tree.

Usage: check_ts.py IN_TREE.ts UPDATED.ts; exit code 1 and a line a fault when something is wrong.
"""

import collections
import re
import sys
import xml.etree.ElementTree as ElementTree

PLACEHOLDER = re.compile(r"%L?(?:\d{1,2}|n)")
MNEMONIC = re.compile(r"(?<!&)&(?=[^&\s])")


def placeholders(text):
    return collections.Counter(PLACEHOLDER.findall(text))


def messages(path):
    """{(context, source, disambiguation): message} of a .ts file."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment") or "")
            found[key] = message
    return found


def texts_of(message):
    translation = message.find("translation")
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


def faults_of(message, source):
    if message.find("translation").get("type") is not None:
        yield "unfinished"
        return
    for text in texts_of(message):
        if not text.strip():
            yield "empty"
        elif placeholders(text) != placeholders(source):
            yield f"other placeholders in {text!r}"
        elif len(MNEMONIC.findall(text)) != len(MNEMONIC.findall(source)):
            yield f"a mnemonic (&) lost or gained in {text!r}"


def main(in_tree_path, updated_path):
    in_tree, updated = messages(in_tree_path), messages(updated_path)
    faults = []
    for key, message in updated.items():
        found = ["missing"] if key not in in_tree else list(faults_of(message, key[1]))
        faults += [f"{key[0]}: {key[1]!r}: {fault}" for fault in found]
    if not updated:
        faults.append("lupdate found no string at all")
    for fault in faults:
        print(f"{in_tree_path}: {fault}", file=sys.stderr)
    print(f"{in_tree_path}: {len(updated)} strings, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
