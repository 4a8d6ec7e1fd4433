//! What only the system can tell, through C's library.

/// Columns of the terminal behind standard error, where there is one that knows.
#[cfg(unix)]
pub fn columns() -> Option<usize> {
    let mut size = libc::winsize { ws_row: 0, ws_col: 0, ws_xpixel: 0, ws_ypixel: 0 };
    // SAFETY: TIOCGWINSZ writes one `winsize` behind the pointer, which is valid for that.
    let answer = unsafe { libc::ioctl(libc::STDERR_FILENO, libc::TIOCGWINSZ, &raw mut size) };
    (answer == 0 && size.ws_col > 0).then(|| usize::from(size.ws_col))
}

/// Not asked for here.
#[cfg(not(unix))]
pub const fn columns() -> Option<usize> {
    None
}

/// Whether whoever started this process has had the signal ignored, as `nohup` does.
#[cfg(unix)]
pub fn is_ignored(signal: i32) -> bool {
    let mut present = std::mem::MaybeUninit::<libc::sigaction>::zeroed();
    // SAFETY: without a new action, `sigaction` only writes the present one behind the second
    // pointer, which is valid for that; a structure of zeros is a valid one too.
    let action = unsafe {
        if libc::sigaction(signal, std::ptr::null(), present.as_mut_ptr()) != 0 {
            return false;
        }
        present.assume_init()
    };
    action.sa_sigaction == libc::SIG_IGN
}

/// Not known here.
#[cfg(not(unix))]
pub const fn is_ignored(_signal: i32) -> bool {
    false
}
