# Files as they are, as part of a target (.incbin costs the compiler nothing, a byte array costs it
# seconds). The target finds them through
#     namespace NAMESPACE { std::span<const luze::EmbeddedFile> embedded_files(); }
# which one of its headers or sources declares; EmbeddedFile is in base/embedded.h. Names are
# relative to the folder.

# luze_write_embedding(BASE TARGET NAMESPACE FOLDER FILES …): BASE.S and BASE.cpp.
function(luze_write_embedding base target namespace folder)
  set(assembly ".section .rodata\n")
  set(externs "")
  set(table "")
  set(number 0)
  foreach(file IN LISTS ARGN)
    file(RELATIVE_PATH name ${folder} ${file})
    set(symbol luze_${target}_${number})
    string(APPEND assembly ".global ${symbol}, ${symbol}_end\n.balign 16\n"
           "${symbol}:\n.incbin \"${file}\"\n${symbol}_end:\n.byte 0\n")
    string(APPEND externs "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
    string(APPEND table "    {\"${name}\", {${symbol}, ${symbol}_end}},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  string(APPEND assembly ".section .note.GNU-stack,\"\",%progbits\n")
  set(answer "    return files;")
  set(files "const luze::EmbeddedFile files[] = {\n${table}};")
  if(number EQUAL 0)
    set(answer "    return {};")
    set(files "")
  endif()
  file(CONFIGURE OUTPUT ${base}.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${base}.cpp @ONLY CONTENT
"#include \"base/embedded.h\"

#include <span>

extern \"C\" {
${externs}}

namespace ${namespace} {
std::span<const luze::EmbeddedFile> embedded_files();

namespace {
${files}
}  // namespace

std::span<const luze::EmbeddedFile> embedded_files() {
${answer}
}
}  // namespace ${namespace}
")
endfunction()

# luze_embed(TARGET NAMESPACE FOLDER): what is below a folder of the sources. Nothing happens when
# there is no such target or folder.
function(luze_embed target namespace folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${folder}/*)
  if(NOT files OR NOT TARGET ${target})
    return()
  endif()
  set(base ${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded)
  luze_write_embedding(${base} ${target} ${namespace} ${folder} ${files})
  set_source_files_properties(${base}.S PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${target} PRIVATE ${base}.S ${base}.cpp)
endfunction()
