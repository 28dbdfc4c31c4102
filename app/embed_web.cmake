# Run at every build: lists web/dist and writes an assembler file that embeds each file, plain and (where it pays)
# gzipped, and a C++ table over them. Content hashes stand in the output, so it changes exactly when a file does.
#
#   cmake -DDIST=web/dist -DOUT=folder -P embed_web.cmake

if(NOT EXISTS ${DIST}/index.html)
  message(FATAL_ERROR "web/dist is missing: run `npm run build` in web/, or configure with -DLECTERN_WEB=OFF.")
endif()

file(GLOB_RECURSE files RELATIVE ${DIST} ${DIST}/*)
list(SORT files)

set(assembly ".section .rodata\n")
set(table "")
set(index 0)
foreach(file ${files})
  file(SHA256 ${DIST}/${file} hash)
  string(SUBSTRING ${hash} 0 20 etag)
  set(gzipped 0)
  if(file MATCHES "\\.(html|js|mjs|css|svg|json|txt|webmanifest)$")
    set(packed ${OUT}/gzip/${file}.${etag}.gz)
    if(NOT EXISTS ${packed})
      get_filename_component(folder ${packed} DIRECTORY)
      file(MAKE_DIRECTORY ${folder})
      file(ARCHIVE_CREATE OUTPUT ${packed} PATHS ${DIST}/${file} FORMAT raw COMPRESSION GZip COMPRESSION_LEVEL 9)
    endif()
    set(gzipped 1)
  endif()
  string(APPEND assembly "# ${file} ${hash}\n.balign 16\nplain_${index}: .incbin \"${DIST}/${file}\"\nplain_${index}_end:\n")
  if(gzipped)
    string(APPEND assembly "gzip_${index}: .incbin \"${packed}\"\ngzip_${index}_end:\n")
    set(range "lectern_web_gzip_${index}, lectern_web_gzip_${index}_end")
    string(APPEND table_externs "extern const char lectern_web_gzip_${index}[], lectern_web_gzip_${index}_end[];\n")
    string(APPEND assembly ".global lectern_web_gzip_${index}\nlectern_web_gzip_${index} = gzip_${index}\n"
      ".global lectern_web_gzip_${index}_end\nlectern_web_gzip_${index}_end = gzip_${index}_end\n")
  else()
    set(range "nullptr, nullptr")
  endif()
  string(APPEND table_externs "extern const char lectern_web_plain_${index}[], lectern_web_plain_${index}_end[];\n")
  string(APPEND assembly ".global lectern_web_plain_${index}\nlectern_web_plain_${index} = plain_${index}\n"
    ".global lectern_web_plain_${index}_end\nlectern_web_plain_${index}_end = plain_${index}_end\n")
  string(APPEND table "    {\"/${file}\", \"${etag}\", lectern_web_plain_${index}, lectern_web_plain_${index}_end, ${range}},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND assembly ".section .note.GNU-stack,\"\",%progbits\n")

string(CONFIGURE [[
#include "app/web_files.h"

extern "C" {
@table_externs@}

namespace lectern::app {

std::span<const WebFile> web_files() {
  static const WebFile files[] = {
@table@  };
  return files;
}

}  // namespace lectern::app
]] source @ONLY)

function(write_if_changed path content)
  set(old "")
  if(EXISTS ${path})
    file(READ ${path} old)
  endif()
  if(NOT old STREQUAL content)
    file(WRITE ${path} "${content}")
  endif()
endfunction()

write_if_changed(${OUT}/web_files.S "${assembly}")
write_if_changed(${OUT}/web_files.cpp "${source}")
