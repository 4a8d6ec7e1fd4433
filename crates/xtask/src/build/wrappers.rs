//! The linker's wrappers around exports.
//!
//! Where a program does not call `__wasm_call_ctors` itself, the linker wraps every export in a
//! function that runs all static constructors before it: thousands of them, at each call from
//! JavaScript. The wrappers' names (`.command_export`) do not survive stripping, their shape does:
//! several exports that begin with a call of one and the same function without arguments and
//! results.

use anyhow::{Result, bail};
use std::collections::HashMap;
use wasmparser::{ExternalKind, FunctionBody, Operator, Parser, Payload, TypeRef};

/// So many exports may begin alike: the start of the program runs the constructors, once.
const ALLOWED: usize = 2;

/// Fails if exports are wrapped.
pub fn check(wasm: &[u8]) -> Result<()> {
    let wrapped = count(wasm)?;
    if wrapped > ALLOWED {
        bail!(
            "the linker wrapped {wrapped} exports of the engine in its constructors: they would \
             run at each call. The worker must declare `__wasm_call_ctors` and call it once"
        );
    }
    Ok(())
}

/// How many exports begin with the most frequent such call.
fn count(wasm: &[u8]) -> Result<usize> {
    let mut plain_types = Vec::new();
    let mut functions: Vec<u32> = Vec::new();
    let mut imported = 0;
    let mut exported = Vec::new();
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::TypeSection(types) => {
                for kind in types.into_iter_err_on_gc_types() {
                    let kind = kind?;
                    plain_types.push(kind.params().is_empty() && kind.results().is_empty());
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    if let TypeRef::Func(kind) | TypeRef::FuncExact(kind) = import?.ty {
                        functions.push(kind);
                        imported += 1;
                    }
                }
            }
            Payload::FunctionSection(kinds) => {
                for kind in kinds {
                    functions.push(kind?);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        exported.push(export.index as usize);
                    }
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body),
            _ => {}
        }
    }
    let is_plain = |function: u32| {
        let kind = functions.get(function as usize).copied();
        kind.and_then(|kind| plain_types.get(kind as usize)).copied().unwrap_or(false)
    };
    let mut firsts: HashMap<u32, usize> = HashMap::new();
    for index in exported {
        let Some(body) = index.checked_sub(imported).and_then(|at| bodies.get(at)) else {
            continue;
        };
        if let Some(function) = first_call(body)?.filter(|function| is_plain(*function)) {
            *firsts.entry(function).or_default() += 1;
        }
    }
    Ok(firsts.into_values().max().unwrap_or(0))
}

fn first_call(body: &FunctionBody<'_>) -> Result<Option<u32>> {
    Ok(match body.get_operators_reader()?.read()? {
        Operator::Call { function_index } => Some(function_index),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module whose function 0 takes and gives nothing; `bodies` are the exported others.
    fn module(bodies: &[&[u8]]) -> Vec<u8> {
        let section = |id: u8, content: Vec<u8>| [vec![id, content.len() as u8], content].concat();
        let count = bodies.len() as u8;
        let mut functions = vec![count + 1, 0];
        let mut exports = vec![count];
        let mut code = vec![count + 1, 2, 0, 0x0b];
        for (at, body) in (1u8..).zip(bodies) {
            functions.push(0);
            exports.extend([1, b'a' + at, 0, at]);
            code.extend([body.len() as u8 + 2, 0]);
            code.extend(*body);
            code.push(0x0b);
        }
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, vec![1, 0x60, 0, 0]),
            section(3, functions),
            section(7, exports),
            section(10, code),
        ]
        .concat()
    }

    const CALL_0: &[u8] = &[0x10, 0];
    const CALL_0_THEN_1: &[u8] = &[0x10, 0, 0x10, 1];
    const NOP: &[u8] = &[0x01];

    #[test]
    fn wrapped_exports_are_found() {
        let wrapped = module(&[NOP, CALL_0_THEN_1, CALL_0_THEN_1, CALL_0, NOP]);
        assert_eq!(count(&wrapped).unwrap(), 3);
        assert!(check(&wrapped).unwrap_err().to_string().contains("wrapped 3 exports"));
    }

    #[test]
    fn one_start_that_runs_the_constructors_is_right() {
        let right = module(&[CALL_0, NOP, &[0x41, 0, 0x1a, 0x10, 0], NOP]);
        assert_eq!(count(&right).unwrap(), 1);
        check(&right).unwrap();
    }

    #[test]
    fn the_linkers_own_work_is_told_apart() {
        assert_eq!(count(include_bytes!("fixtures/wrapped.wasm")).unwrap(), 3);
        assert!(count(include_bytes!("fixtures/right.wasm")).unwrap() <= 1);
    }

    #[test]
    fn what_is_no_wasm_is_an_error() {
        assert!(check(b"something else").is_err());
    }
}
