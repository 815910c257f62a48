# luze_interface(TARGET): builds ui/ with Node and embeds the result as luze::interface (Embed.cmake).
# It happens in the build folder, on a copy, when the program is built: the sources stay as they are,
# and tests that need no program need no Node. Without Node, or with LUZE_INTERFACE=OFF, the program
# says that it has no interface.
option(LUZE_INTERFACE "Build the interface (needs Node 18 and npm)" ON)

function(luze_interface target)
  set(source ${PROJECT_SOURCE_DIR}/ui)
  set(base ${PROJECT_BINARY_DIR}/interface_embedded)
  find_program(NPM npm)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${source}/src/* ${source}/public/*)
  file(GLOB settings CONFIGURE_DEPENDS ${source}/*)
  list(FILTER settings EXCLUDE REGEX "/(node_modules|dist|README\\.md)$")
  foreach(setting IN LISTS settings)
    if(NOT IS_DIRECTORY ${setting})
      list(APPEND sources ${setting})
    endif()
  endforeach()
  set(build OFF)
  if(LUZE_INTERFACE AND NPM)
    set(build ON)
  elseif(LUZE_INTERFACE)
    message(WARNING "npm is missing: the program will have no interface")
  endif()
  add_custom_command(
    OUTPUT ${base}.S ${base}.cpp
    COMMAND ${CMAKE_COMMAND} -DBUILD=${build} -DNPM=${NPM} -DSOURCE=${source}
            -DWORK=${PROJECT_BINARY_DIR}/ui -DBASE=${base}
            -P ${PROJECT_SOURCE_DIR}/cmake/build_interface.cmake
    DEPENDS ${sources} ${PROJECT_SOURCE_DIR}/cmake/build_interface.cmake
            ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake
    COMMENT "Building the interface"
    VERBATIM)
  add_custom_target(interface DEPENDS ${base}.S ${base}.cpp)
  add_dependencies(${target} interface)
  target_sources(${target} PRIVATE ${base}.S ${base}.cpp)
endfunction()
