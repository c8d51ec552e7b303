# SPDX-License-Identifier: EUPL-1.2
# BERAAD_SANITIZE ("address,undefined" or "thread") instruments every target that links beraad_sanitizers.
set(BERAAD_SANITIZE "" CACHE STRING "sanitizers, as for -fsanitize=")
option(BERAAD_COVERAGE "gcov instrumentation" OFF)
option(BERAAD_FUZZ "build the fuzz targets (clang)" OFF)
add_library(beraad_sanitizers INTERFACE)
if(BERAAD_SANITIZE)
  target_compile_options(beraad_sanitizers INTERFACE -fsanitize=${BERAAD_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(beraad_sanitizers INTERFACE -fsanitize=${BERAAD_SANITIZE})
  if(BERAAD_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(beraad_sanitizers INTERFACE -Wno-tsan)  # asio's fences, which g++ 12 warns about
  endif()
endif()
if(BERAAD_FUZZ)
  target_compile_options(beraad_sanitizers INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(BERAAD_COVERAGE)
  target_compile_options(beraad_sanitizers INTERFACE --coverage)
  target_link_options(beraad_sanitizers INTERFACE --coverage)
endif()

# A precompiled header halves the time of the instrumented builds. The dev build does without, so that a missing include is noticed there.
if(BERAAD_SANITIZE AND NOT BERAAD_FUZZ)
  target_precompile_headers(beraad_sanitizers INTERFACE
    "$<$<COMPILE_LANGUAGE:CXX>:<algorithm$<ANGLE-R>>" "$<$<COMPILE_LANGUAGE:CXX>:<functional$<ANGLE-R>>" "$<$<COMPILE_LANGUAGE:CXX>:<memory$<ANGLE-R>>"
    "$<$<COMPILE_LANGUAGE:CXX>:<string$<ANGLE-R>>" "$<$<COMPILE_LANGUAGE:CXX>:<vector$<ANGLE-R>>"
    "$<$<COMPILE_LANGUAGE:CXX>:<boost/system/result.hpp$<ANGLE-R>>" "$<$<COMPILE_LANGUAGE:CXX>:<nlohmann/json.hpp$<ANGLE-R>>")
endif()
