# What every target of the house shares: the language, the warnings, the sanitizers, the compiler cache.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_FLAGS_DEBUG "-Og -g1 -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -D_GLIBCXX_ASSERTIONS -D_FORTIFY_SOURCE=2 -fstack-protector-strong")

# Some 200 programs are linked; mold needs a tenth of the time.
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  # The sloppiness is what ccache's manual asks for with precompiled headers.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

add_library(lectern_flags INTERFACE)
target_include_directories(lectern_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(lectern_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wimplicit-fallthrough -Werror)
target_link_options(lectern_flags INTERFACE -Wl,-z,relro,-z,now)
target_link_libraries(lectern_flags INTERFACE Threads::Threads)
if(LECTERN_SANITIZE)
  # g++ 12 takes its own instrumentation for uses of uninitialised values (GCC bug 105562).
  target_compile_options(lectern_flags INTERFACE -fsanitize=${LECTERN_SANITIZE} -fno-sanitize-recover=all -Wno-maybe-uninitialized)
  target_link_options(lectern_flags INTERFACE -fsanitize=${LECTERN_SANITIZE})
endif()

# The headers that most sources include are read once, for the program and for the tests. They are compiled with
# the flags of everything else, fmt's among them, or the compiler would not take them.
find_package(fmt REQUIRED)
target_link_libraries(lectern_flags INTERFACE fmt::fmt)
target_compile_options(lectern_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
set(precompiled_source ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp)
file(CONFIGURE OUTPUT ${precompiled_source} CONTENT "")
add_library(lectern_precompiled OBJECT ${precompiled_source})
target_link_libraries(lectern_precompiled PRIVATE lectern_flags)
target_precompile_headers(lectern_precompiled PRIVATE ${CMAKE_SOURCE_DIR}/base/precompiled.h)

# lectern_library(NAME SOURCES … LINKS … PRIVATE_LINKS …): the static library lectern_NAME.
# LINKS are what its headers need, PRIVATE_LINKS what only its sources need.
function(lectern_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(lectern_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(lectern_${name} PUBLIC lectern_flags ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
  target_precompile_headers(lectern_${name} REUSE_FROM lectern_precompiled)
endfunction()

if(LECTERN_TESTS)
  find_package(GTest REQUIRED)
  add_executable(lectern_precompiled_tests EXCLUDE_FROM_ALL ${precompiled_source})  # as a program, like the tests
  target_link_libraries(lectern_precompiled_tests PRIVATE lectern_flags GTest::gmock GTest::gtest_main)
  target_precompile_headers(lectern_precompiled_tests PRIVATE ${CMAKE_SOURCE_DIR}/base/precompiled.h <gmock/gmock.h>)
endif()

# A build folder may carry only some kinds of tests, under names of their own: the release folder repeats those
# that need real limits and real speed, next to the sanitized ones of the dev folder.
set(LECTERN_TEST_LABELS "" CACHE STRING "Only tests with these labels are built; empty means all")
set(LECTERN_TEST_PREFIX "" CACHE STRING "Stands before the name of every test")

# lectern_test(NAME LABEL … SOURCES … LINKS …): a GoogleTest program, run by ctest as one test.
function(lectern_test name)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE lectern_flags ${ARG_LINKS} GTest::gmock GTest::gtest_main)
  target_precompile_headers(${name} REUSE_FROM lectern_precompiled_tests)
  if(LECTERN_TEST_LABELS AND NOT ARG_LABEL IN_LIST LECTERN_TEST_LABELS)
    set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
    return()
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_test(NAME ${LECTERN_TEST_PREFIX}${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${LECTERN_TEST_PREFIX}${name} PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT ${ARG_TIMEOUT})
endfunction()

# lectern_script_test(NAME [ALONE] LABEL … [TIMEOUT …] COMMAND …): a script of the house as one test. Node comes
# from .tools. ALONE: nothing else runs beside it, because it measures time.
function(lectern_script_test name)
  cmake_parse_arguments(ARG "ALONE" "LABEL;TIMEOUT;FOLDER" "COMMAND" ${ARGN})
  if(LECTERN_TEST_LABELS AND NOT ARG_LABEL IN_LIST LECTERN_TEST_LABELS)
    return()
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_test(NAME ${name} COMMAND ${ARG_COMMAND} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/${ARG_FOLDER})
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT ${ARG_TIMEOUT} RUN_SERIAL ${ARG_ALONE}
    ENVIRONMENT_MODIFICATION "PATH=path_list_prepend:${CMAKE_SOURCE_DIR}/.tools/node_modules/.bin;CI=set:true")
endfunction()
