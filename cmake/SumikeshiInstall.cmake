# The installed library: all modules in one shared object, the public headers, and the files that
# find_package and pkg-config read.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

get_property(modules GLOBAL PROPERTY SUMIKESHI_MODULES)
file(GLOB public_headers ${PROJECT_SOURCE_DIR}/include/sumikeshi/*)
file(WRITE ${CMAKE_BINARY_DIR}/library.cc "// All code of the library comes from the modules.\n")

add_library(sumikeshi SHARED ${CMAKE_BINARY_DIR}/library.cc)
add_library(sumikeshi::sumikeshi ALIAS sumikeshi)
set_target_properties(sumikeshi PROPERTIES
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}
  LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
target_compile_features(sumikeshi PUBLIC cxx_std_23)
target_sources(sumikeshi PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/include
                                FILES ${public_headers})
foreach(module ${modules})
  list(APPEND whole "-Wl,--whole-archive" $<TARGET_FILE:${module}> "-Wl,--no-whole-archive")
  add_dependencies(sumikeshi ${module})
  get_target_property(needs ${module} INTERFACE_LINK_LIBRARIES)
  if(needs)
    list(APPEND libraries ${needs})
  endif()
endforeach()
list(REMOVE_DUPLICATES libraries)
list(REMOVE_ITEM libraries ${modules})
list(FILTER libraries EXCLUDE REGEX "^\\$<LINK_ONLY:sumikeshi_flags>$")
target_link_libraries(sumikeshi PRIVATE ${whole} ${libraries})

install(TARGETS sumikeshi EXPORT sumikeshiTargets FILE_SET HEADERS
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS sumikeshi_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(EXPORT sumikeshiTargets NAMESPACE sumikeshi::
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sumikeshi)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/sumikeshiConfigVersion.cmake
                                 COMPATIBILITY SameMajorVersion)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/sumikeshiConfig.cmake.in
  ${CMAKE_BINARY_DIR}/sumikeshiConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sumikeshi)
file(RELATIVE_PATH pc_to_lib /${CMAKE_INSTALL_LIBDIR}/pkgconfig /${CMAKE_INSTALL_LIBDIR})
file(RELATIVE_PATH pc_to_include /${CMAKE_INSTALL_LIBDIR}/pkgconfig /${CMAKE_INSTALL_INCLUDEDIR})
configure_file(${PROJECT_SOURCE_DIR}/cmake/sumikeshi.pc.in ${CMAKE_BINARY_DIR}/sumikeshi.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/sumikeshiConfig.cmake
              ${CMAKE_BINARY_DIR}/sumikeshiConfigVersion.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sumikeshi)
install(FILES ${CMAKE_BINARY_DIR}/sumikeshi.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
