# SPDX-License-Identifier: EUPL-1.2
# cmake -DINPUT=file -DOUTPUT=file.cpp -DNAMESPACE=a::b -DNAME=kThing -P EmbedBytes.cmake: the file's bytes, exactly, as kThingBytes and kThingSize.
file(READ ${INPUT} hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE ${OUTPUT}
  "#include <cstddef>\nnamespace ${NAMESPACE} {\nextern unsigned char const ${NAME}Bytes[];\nextern std::size_t const ${NAME}Size;\n"
  "unsigned char const ${NAME}Bytes[] = {\n${bytes}\n};\nstd::size_t const ${NAME}Size = ${size};\n}\n")
