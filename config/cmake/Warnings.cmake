# SPDX-License-Identifier: EUPL-1.2
# Warnings and hardening that every target of ours links.
add_library(beraad_warnings INTERFACE)
target_compile_options(beraad_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Werror
  -fstack-reuse=none)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(beraad_warnings INTERFACE -Wno-unknown-warning-option -Wno-ignored-optimization-argument)
endif()
target_include_directories(beraad_warnings INTERFACE ${CMAKE_SOURCE_DIR})

if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_options(beraad_warnings INTERFACE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-clash-protection -fcf-protection)
  target_link_options(beraad_warnings INTERFACE -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -pie)
endif()
