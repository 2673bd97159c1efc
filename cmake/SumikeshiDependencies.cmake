# Every third-party library, once. Modules name them by these targets.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(TBB REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(TIFF REQUIRED)
find_package(JPEG REQUIRED)
find_package(PNG REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n data)
find_package(SQLite3 REQUIRED)

# Debian ships OpenCVConfig.cmake only with libopencv-dev, which pulls in the whole of OpenCV.
find_path(OPENCV_INCLUDE opencv2/imgproc.hpp PATH_SUFFIXES opencv4 REQUIRED)
find_library(OPENCV_CORE opencv_core REQUIRED)
find_library(OPENCV_IMGPROC opencv_imgproc REQUIRED)
add_library(opencv INTERFACE)
target_include_directories(opencv SYSTEM INTERFACE ${OPENCV_INCLUDE})
target_link_libraries(opencv INTERFACE ${OPENCV_IMGPROC} ${OPENCV_CORE})

foreach(package re2 tesseract lept libqpdf libsodium libcrypto tomlplusplus zxing pangocairo)
  pkg_check_modules(${package} REQUIRED IMPORTED_TARGET GLOBAL ${package})
endforeach()

if(SUMIKESHI_TESTS)
  find_package(GTest REQUIRED)
  find_package(benchmark REQUIRED)
endif()
