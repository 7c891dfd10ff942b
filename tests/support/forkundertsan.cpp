// SPDX-License-Identifier: GPL-3.0-or-later
// In ThreadSanitizer builds only. QProcess starts its children with clone(CLONE_VM | CLONE_VFORK): until it
// becomes the other program the child shares our memory, the sanitizer's own records of threads among it, and
// its clone() interceptor then takes all other threads for dead. (Qt uses fork() when it is itself built with
// a sanitizer.) So give the child memory of its own: its stack is a copy at the same address.
#include <cstdarg>

#include <sched.h>
#include <sys/types.h>

extern "C" {

int __clone(int (*function)(void*), void* stack, int flags, void* argument, ...);

int clone(int (*function)(void*), void* stack, int flags, void* argument, ...)
{
    va_list more;
    va_start(more, argument);
    auto* const parentId = va_arg(more, pid_t*);
    auto* const threadArea = va_arg(more, void*);
    auto* const childId = va_arg(more, pid_t*);
    va_end(more);
    return __clone(function, stack, flags & ~CLONE_VM, argument, parentId, threadArea, childId);
}
}
