# SPDX-License-Identifier: GPL-3.0-or-later
# Run by CPack between installing into its staging folder and packing that: what only Debian's policy asks for.
cmake_policy(VERSION 3.25)
set(usr "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr")
set(source "${CPACK_INTERLEAVE_SOURCE_DIR}")

# compress FROM TO: as policy 12.1 and 12.7 want it, the same bytes every time.
function(compress from to)
    execute_process(COMMAND gzip --best --no-name --stdout "${from}" OUTPUT_FILE "${to}" COMMAND_ERROR_IS_FATAL ANY)
    file(CHMOD "${to}" PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
endfunction()

compress("${source}/packaging/debian/changelog" "${usr}/share/doc/interleave/changelog.Debian.gz")
compress("${source}/CHANGELOG.md" "${usr}/share/doc/interleave/changelog.gz")
file(GLOB pages "${usr}/share/man/man1/*.1")
foreach(page IN LISTS pages)
    compress("${page}" "${page}.gz")
    file(REMOVE "${page}")
endforeach()

# Else the folders would have the umask of who makes the package; CPack's own setting does not reach them (3.25).
file(CHMOD_RECURSE "${usr}" DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
