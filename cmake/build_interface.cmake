# Run while building (Interface.cmake): copies ui/ to WORK, installs what it needs when its lock file
# is another than last time, builds it into WORK/dist and writes the sources that embed it.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/Embed.cmake)

function(npm)
  execute_process(COMMAND ${NPM} ${ARGN} WORKING_DIRECTORY ${WORK} RESULT_VARIABLE status
                  OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "网页界面没有编译成功（npm ${command}）；不带界面编译：cmake -DLUZE_INTERFACE=OFF。\n"
            "The interface was not built (npm ${command}); to build without it: "
            "cmake -DLUZE_INTERFACE=OFF.\n${said}")
  endif()
endfunction()

set(files "")
if(BUILD)
  file(REMOVE_RECURSE ${WORK}/src ${WORK}/public)
  file(COPY ${SOURCE}/ DESTINATION ${WORK}
       PATTERN node_modules EXCLUDE PATTERN dist EXCLUDE PATTERN README.md EXCLUDE)
  file(SHA256 ${WORK}/package-lock.json lock)
  set(installed "")
  if(EXISTS ${WORK}/node_modules/.luze)
    file(READ ${WORK}/node_modules/.luze installed)
  endif()
  if(NOT installed STREQUAL lock)
    npm(ci --no-audit --no-fund --loglevel=error)
    file(WRITE ${WORK}/node_modules/.luze ${lock})
  endif()
  npm(run build --silent)
  file(GLOB_RECURSE files ${WORK}/dist/*)
endif()
luze_write_embedding(${BASE} interface luze::interface ${WORK}/dist ${files})
file(TOUCH ${BASE}.S ${BASE}.cpp)  # what .incbin names may have changed under the same name
