// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace interleave::engine {

/// A coroutine that starts at once (eager) and hands one value to whoever awaits it. Owned by its Co object:
/// destroying the Co destroys a suspended coroutine with everything in its frame. All on one thread.
///
/// Eager on purpose: the lazy kind with symmetric transfer overflowed the stack on a million tasks that never
/// suspend, in every g++ build but -O2. No exception may leave the body: that is a bug and ends the program.
///
/// Never write a capturing lambda as a coroutine: the captures die with the lambda object. Parameters taken
/// by reference must outlive the coroutine.
template <class T>
class [[nodiscard]] Co
{
public:
    struct promise_type
    {
        std::optional<T> value;
        std::coroutine_handle<> awaiting;

        Co get_return_object() { return Co(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_never initial_suspend() noexcept { return {}; }
        auto final_suspend() noexcept
        {
            struct Final
            {
                bool await_ready() const noexcept { return false; }
                void await_suspend(std::coroutine_handle<promise_type> self) const noexcept
                {
                    if (auto next = self.promise().awaiting)
                        next.resume();
                }
                void await_resume() const noexcept {}
            };
            return Final{};
        }
        template <class U>
        void return_value(U&& result)
        {
            value.emplace(std::forward<U>(result));
        }
        [[noreturn]] void unhandled_exception() noexcept { std::terminate(); }
    };

    Co(Co&& other) noexcept : m_handle(std::exchange(other.m_handle, {})) {}
    Co& operator=(Co&& other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~Co()
    {
        if (m_handle)
            m_handle.destroy();
    }

    bool done() const { return m_handle.done(); }
    /// Moves the value out. @pre done(), once
    T result() { return std::move(*m_handle.promise().value); }

    bool await_ready() const noexcept { return m_handle.done(); }
    void await_suspend(std::coroutine_handle<> awaiting) noexcept { m_handle.promise().awaiting = awaiting; }
    T await_resume() { return result(); }

private:
    explicit Co(std::coroutine_handle<promise_type> handle) : m_handle(handle) {}
    std::coroutine_handle<promise_type> m_handle;
};

} // namespace interleave::engine
