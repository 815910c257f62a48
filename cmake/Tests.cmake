# luze_test(NAME SOURCES … [LIBRARIES …]): the GoogleTest binary test_NAME. <gtest/gtest.h> and a few
# standard headers are precompiled once and shared by all test binaries.
if(NOT LUZE_TESTS)
  return()
endif()

add_library(luze_test_options INTERFACE)
target_link_libraries(luze_test_options INTERFACE luze_options GTest::gtest GTest::gmock rapidcheck)
target_compile_options(luze_test_options INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)  # lets ccache see through the precompiled header
# Where the sources are, and the program under test. The same for all: one precompiled header.
target_compile_definitions(luze_test_options INTERFACE
  LUZE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" LUZE_BINARY="${PROJECT_BINARY_DIR}/luze")

file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/test_header.cpp CONTENT "" @ONLY)
add_library(luze_test_header OBJECT ${PROJECT_BINARY_DIR}/test_header.cpp)
target_link_libraries(luze_test_header PRIVATE luze_test_options)
target_precompile_headers(luze_test_header PRIVATE <gtest/gtest.h> <map> <string> <vector>)

function(luze_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(test_${name} ${TEST_SOURCES})
  target_link_libraries(test_${name} PRIVATE ${TEST_LIBRARIES} luze_test_options GTest::gtest_main)
  target_precompile_headers(test_${name} REUSE_FROM luze_test_header)
  add_test(NAME ${name} COMMAND test_${name})
endfunction()
