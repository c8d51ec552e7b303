# SPDX-License-Identifier: EUPL-1.2
# SQLCipher::SQLCipher, a static library of the one amalgamation that was tested; docs/adr has why, and why not the system's own.
# The package is fetched once and kept for all build folders; its SHA-512 decides, wherever it came from.
set(BERAAD_SQLCIPHER_PACKAGE "@journeyapps/sqlcipher@6.0.0")  # SQLCipher 4.14.0 on SQLite 3.51.3
set(BERAAD_SQLCIPHER_TARBALL journeyapps-sqlcipher-6.0.0.tgz)
set(BERAAD_SQLCIPHER_SHA512 626592408478727bfee4bdfc9582684bf74817ff9b11905a0020136de4f2ab85ca8cc1dcc5d22516712504b888a9af6bc2c78e222988623b9d80e382a2fb9ddd)
set(BERAAD_SQLCIPHER_DIR ${CMAKE_SOURCE_DIR}/build/.sqlcipher-6.0.0)

function(beraad_fetch_sqlcipher)
  set(tarball ${BERAAD_SQLCIPHER_DIR}/${BERAAD_SQLCIPHER_TARBALL})
  set(source ${BERAAD_SQLCIPHER_DIR}/package/deps/sqlcipher-amalgamation/sqlite3.c)
  file(MAKE_DIRECTORY ${BERAAD_SQLCIPHER_DIR})
  file(LOCK ${BERAAD_SQLCIPHER_DIR} DIRECTORY GUARD FUNCTION)  # two build folders may be configured at once
  if(NOT EXISTS ${tarball})
    find_program(BERAAD_NPM npm REQUIRED)
    message(STATUS "Fetching ${BERAAD_SQLCIPHER_PACKAGE} from the npm registry")
    execute_process(
      COMMAND ${BERAAD_NPM} pack --ignore-scripts --silent ${BERAAD_SQLCIPHER_PACKAGE}
      WORKING_DIRECTORY ${BERAAD_SQLCIPHER_DIR}
      RESULT_VARIABLE failed OUTPUT_QUIET ERROR_VARIABLE words TIMEOUT 300)
    if(failed OR NOT EXISTS ${tarball})
      message(FATAL_ERROR "SQLCipher's source could not be fetched: `npm pack ${BERAAD_SQLCIPHER_PACKAGE}` failed (${failed}).\n${words}\n"
        "Check that the npm registry can be reached, or put the package's file at\n  ${tarball}\nand configure again.")
    endif()
  endif()
  file(SHA512 ${tarball} sum)
  if(NOT sum STREQUAL BERAAD_SQLCIPHER_SHA512)
    file(REMOVE ${tarball})
    message(FATAL_ERROR "The package ${BERAAD_SQLCIPHER_PACKAGE} is not the one that was tested; it was removed.\n"
      "  expected SHA-512 ${BERAAD_SQLCIPHER_SHA512}\n  found            ${sum}")
  endif()
  if(NOT EXISTS ${source} OR ${tarball} IS_NEWER_THAN ${source})
    file(ARCHIVE_EXTRACT INPUT ${tarball} DESTINATION ${BERAAD_SQLCIPHER_DIR} PATTERNS "package/deps/sqlcipher-amalgamation/*" "package/LICENSE" TOUCH)
  endif()
endfunction()

beraad_fetch_sqlcipher()

# Not ours: no warnings, no sanitizers, optimised in every build, and no debug information, so that all build folders share one compilation.
add_library(beraad_sqlcipher STATIC ${BERAAD_SQLCIPHER_DIR}/package/deps/sqlcipher-amalgamation/sqlite3.c)
add_library(SQLCipher::SQLCipher ALIAS beraad_sqlcipher)
target_include_directories(beraad_sqlcipher SYSTEM INTERFACE ${BERAAD_SQLCIPHER_DIR}/package/deps/sqlcipher-amalgamation)
target_compile_options(beraad_sqlcipher PRIVATE -w -O2 -g0 -fno-sanitize=all)
target_compile_definitions(beraad_sqlcipher
  PUBLIC SQLITE_HAS_CODEC
  PRIVATE
    SQLCIPHER_CRYPTO_OPENSSL NDEBUG HAVE_STDINT_H HAVE_USLEEP=1
    SQLITE_EXTRA_INIT=sqlcipher_extra_init SQLITE_EXTRA_SHUTDOWN=sqlcipher_extra_shutdown
    SQLITE_TEMP_STORE=3 SQLITE_SECURE_DELETE SQLITE_DEFAULT_FOREIGN_KEYS=1 SQLITE_DQS=0
    SQLITE_THREADSAFE=1 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_LIKE_DOESNT_MATCH_BLOBS
    SQLITE_DEFAULT_FILE_PERMISSIONS=0600
    SQLITE_OMIT_LOAD_EXTENSION SQLITE_OMIT_SHARED_CACHE SQLITE_OMIT_DEPRECATED SQLITE_OMIT_PROGRESS_CALLBACK)
target_link_libraries(beraad_sqlcipher PRIVATE OpenSSL::Crypto Threads::Threads ${CMAKE_DL_LIBS} m)
