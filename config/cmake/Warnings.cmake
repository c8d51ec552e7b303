# SPDX-License-Identifier: EUPL-1.2
# Warnings and hardening that every target of ours links.
add_library(beraad_warnings INTERFACE)
target_compile_options(beraad_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Werror
  $<$<CXX_COMPILER_ID:GNU>:-fstack-reuse=none>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(beraad_warnings INTERFACE -Wno-unknown-warning-option -Wno-ignored-optimization-argument)
endif()
target_include_directories(beraad_warnings INTERFACE ${CMAKE_SOURCE_DIR})

if(CMAKE_BUILD_TYPE STREQUAL "Release")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
    # Once optimised, g++ 12 and 13 report bounds inside std::vector and std::string that cannot be exceeded (GCC bugs 105329, 105651 and 107852),
    # and the bytes of a variant's other alternative as uninitialised. The debug and the sanitizer builds keep these warnings and checks.
    target_compile_options(beraad_warnings INTERFACE -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-restrict -Wno-maybe-uninitialized)
  endif()
  target_compile_options(beraad_warnings INTERFACE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-clash-protection -fcf-protection)
  target_link_options(beraad_warnings INTERFACE -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -pie)
endif()
