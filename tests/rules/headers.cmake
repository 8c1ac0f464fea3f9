# Every header compiles on its own. A source that includes its header before all else proves that each time it is
# compiled; the other headers are checked here, one stamp per header, so that only what changed is checked again.
set(header_flags -std=c++20 -fsyntax-only -fPIC -DQT_NO_KEYWORDS -I${PROJECT_SOURCE_DIR}
  -I$<JOIN:$<TARGET_PROPERTY:Qt6::Widgets,INTERFACE_INCLUDE_DIRECTORIES>,$<SEMICOLON>-I>
  -I$<JOIN:$<TARGET_PROPERTY:Qt6::Svg,INTERFACE_INCLUDE_DIRECTORIES>,$<SEMICOLON>-I>
  -I$<JOIN:$<TARGET_PROPERTY:GDAL::GDAL,INTERFACE_INCLUDE_DIRECTORIES>,$<SEMICOLON>-I>)
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
  ${PROJECT_SOURCE_DIR}/geometry/*.h ${PROJECT_SOURCE_DIR}/analysis/*.h ${PROJECT_SOURCE_DIR}/app/*.h)
set(stamps "")
foreach(header IN LISTS headers)
  string(REGEX REPLACE "h$" "cpp" source ${PROJECT_SOURCE_DIR}/${header})
  if(EXISTS ${source})
    file(STRINGS ${source} first REGEX "^#include" LIMIT_COUNT 1)
    if(first STREQUAL "#include \"${header}\"")
      continue()
    endif()
  endif()
  string(MAKE_C_IDENTIFIER ${header} id)
  set(base ${CMAKE_CURRENT_BINARY_DIR}/headers/${id})
  file(CONFIGURE OUTPUT ${base}.cpp CONTENT "#include \"${header}\"\n#include \"${header}\"\n")
  add_custom_command(OUTPUT ${base}.stamp
    COMMAND ${CMAKE_CXX_COMPILER} "${header_flags}" -MD -MF ${base}.d -MT ${base}.stamp ${base}.cpp
    COMMAND ${CMAKE_COMMAND} -E touch ${base}.stamp
    DEPENDS ${base}.cpp DEPFILE ${base}.d COMMAND_EXPAND_LISTS VERBATIM COMMENT "Header ${header} on its own")
  list(APPEND stamps ${base}.stamp)
endforeach()
add_custom_target(check_headers ALL DEPENDS ${stamps})
