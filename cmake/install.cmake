# What `cmake --install` puts where, and the CMake package by which other projects find it.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/racesim)

install(TARGETS racesim_core racesim_model racesim_statistics racesim_engine racesim_io racesim_analysis racesim_report
  racesim_experiment
  EXPORT racesimTargets)
if(TARGET racesim)
  install(TARGETS racesim)
endif()
install(DIRECTORY include/racesim DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} PATTERN reference EXCLUDE)
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/racesim)
install(FILES LICENSE CITATION.cff DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(EXPORT racesimTargets NAMESPACE racesim:: DESTINATION ${package_dir})
configure_package_config_file(cmake/racesimConfig.cmake.in racesimConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(racesimConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/racesimConfig.cmake ${PROJECT_BINARY_DIR}/racesimConfigVersion.cmake
  DESTINATION ${package_dir})
