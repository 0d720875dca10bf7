// For the ThreadSanitizer build. OpenCV registers GDAL's drivers when it first decodes a picture, and GDAL takes its
// own locks in two orders while it does so. ConvLens decodes nothing by GDAL: here no driver is registered.
extern "C" __attribute__((visibility("default"))) void GDALAllRegister();
extern "C" void GDALAllRegister() {}
