# How everything is compiled: C++23 as g++ 12 has it, every warning an error.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# No NDEBUG: assertions stay on in release.
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1 -D_GLIBCXX_ASSERTIONS")

add_compile_options(
  $<$<COMPILE_LANGUAGE:CXX>:-Wall> $<$<COMPILE_LANGUAGE:CXX>:-Wextra>
  $<$<COMPILE_LANGUAGE:CXX>:-Wpedantic> $<$<COMPILE_LANGUAGE:CXX>:-Wshadow>
  $<$<COMPILE_LANGUAGE:CXX>:-Wconversion> $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>
  $<$<COMPILE_LANGUAGE:CXX>:-Werror>)

# Three warnings of g++ 12 that its own library sets off once it inlines (GCC bugs 105329, 105593,
# 107852); the debug build keeps them.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  add_compile_options("$<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CONFIG:Release>>:SHELL:-Wno-restrict -Wno-array-bounds -Wno-maybe-uninitialized>")
endif()

# LUZE_SANITIZE is a list for -fsanitize=, set by the presets asan and tsan.
if(LUZE_SANITIZE)
  add_compile_options(-fsanitize=${LUZE_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer -O1)
  add_link_options(-fsanitize=${LUZE_SANITIZE})
  if(LUZE_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize=vptr)  # SOCI hides the type information that it asks for
  endif()
endif()

# Both only make the build quicker; neither is needed.
find_program(CCACHE ccache)
if(CCACHE)
  # The settings let ccache see through the precompiled test header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-fuse-ld=mold)
endif()
