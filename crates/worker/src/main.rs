//! The Web Worker's entry.

#[cfg(target_arch = "wasm32")]
mod entry {
    use std::alloc::{GlobalAlloc, Layout, System};

    unsafe extern "C" {
        /// Runs the constructors that cubecl's compiler registers its operations with. Naming it
        /// here keeps the linker from wrapping every export in a call of it, which would run
        /// thousands of constructors each time that JavaScript calls in.
        fn __wasm_call_ctors();
    }

    /// The standard allocator; it tells when there is no more, because what follows is silent.
    struct Telling;

    // SAFETY: every call goes to the standard allocator with what the caller has promised.
    unsafe impl GlobalAlloc for Telling {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            told(unsafe { System.alloc(layout) })
        }

        unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
            unsafe { System.dealloc(pointer, layout) };
        }

        unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
            told(unsafe { System.alloc_zeroed(layout) })
        }

        unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
            told(unsafe { System.realloc(pointer, layout, size) })
        }
    }

    fn told(pointer: *mut u8) -> *mut u8 {
        if pointer.is_null() {
            filtro_worker::browser::memory_exhausted();
        }
        pointer
    }

    #[global_allocator]
    static MEMORY: Telling = Telling;

    /// To be called once, before anything else.
    pub(super) fn construct() {
        // SAFETY: the linker provides it, it takes nothing, and this is its only call.
        unsafe { __wasm_call_ctors() };
    }
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        entry::construct();
        filtro_worker::browser::start();
    }
}
