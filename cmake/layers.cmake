# One static library per layer; each links only the layers below it. core <- model <- engine and io; analysis stands
# on io and statistics, report on analysis, experiment on engine and analysis,
# cli on all.

# Same bits everywhere: no contraction into fused multiply-add, no reassociation. Traps and errno do not matter to the
# numbers, and without them loops become vectors.
set(racesim_numeric_flags -ffp-contract=off -fno-math-errno -fno-trapping-math)
add_library(racesim_options INTERFACE)
target_compile_options(racesim_options INTERFACE
  ${racesim_numeric_flags}
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wno-missing-field-initializers
  $<$<BOOL:${RACESIM_WERROR}>:-Werror>)
if(RACESIM_SANITIZE)
  target_compile_options(racesim_options INTERFACE
    -fsanitize=${RACESIM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(racesim_options INTERFACE -fsanitize=${RACESIM_SANITIZE})
endif()

# racesim_layer(NAME [LINKS ...] [PRIVATE_LINKS ...]): the library racesim::NAME from sim/NAME/**.cpp, but for
# *.kernel.cpp, which are compiled once per instruction set (see racesim_kernels).
function(racesim_layer name)
  cmake_parse_arguments(arg "" "" "LINKS;PRIVATE_LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  set(kernels ${sources})
  list(FILTER sources EXCLUDE REGEX "\\.kernel\\.cpp$")
  list(FILTER kernels INCLUDE REGEX "\\.kernel\\.cpp$")
  add_library(racesim_${name} STATIC ${sources})
  add_library(racesim::${name} ALIAS racesim_${name})
  set_target_properties(racesim_${name} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(racesim_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_features(racesim_${name} PUBLIC cxx_std_20)
  target_link_libraries(racesim_${name}
    PUBLIC ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS} $<BUILD_INTERFACE:racesim_options>)
  racesim_kernels(racesim_${name} ${kernels})
endfunction()

# The same source for three instruction sets, in three namespaces; the fastest that the processor has is chosen at run
# time. All three give the same bits, because only exactly rounded operations are used and none is contracted.
function(racesim_kernels target)
  if(NOT ARGN)
    return()
  endif()
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    set(flags_avx2 -march=x86-64-v3)
    set(flags_avx512 -march=x86-64-v4 -mprefer-vector-width=512)
  endif()  # elsewhere all three are the same and the first is used
  foreach(variant IN ITEMS baseline avx2 avx512)
    add_library(${target}_${variant} OBJECT ${ARGN})
    target_include_directories(${target}_${variant} PRIVATE ${PROJECT_SOURCE_DIR}/include)
    target_compile_definitions(${target}_${variant} PRIVATE RACESIM_KERNEL=${variant})
    target_compile_options(${target}_${variant} PRIVATE -O3 -Wno-psabi ${flags_${variant}})  # vectors stay in their file
    target_link_libraries(${target}_${variant} PRIVATE racesim_options)
    target_sources(${target} PRIVATE $<TARGET_OBJECTS:${target}_${variant}>)
    if(NOT variant STREQUAL baseline)
      set_property(GLOBAL APPEND PROPERTY RACESIM_SPECIAL_OBJECTS $<TARGET_OBJECTS:${target}_${variant}>)
    endif()
  endforeach()
endfunction()
