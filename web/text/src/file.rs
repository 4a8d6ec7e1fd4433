//! Why a file is not a network, in Spanish; in English the error says it itself.

use filtro_net::FileError;

/// What belongs in a place, as the reader of files names it.
fn expected(words: &str) -> String {
    let phrases = [
        ("an object", "un objeto"),
        ("a list of ", "una lista de "),
        ("a list", "una lista"),
        ("a text", "un texto"),
        ("true or false", "true o false"),
        ("a number", "un número"),
        ("a smaller whole number", "un número entero menor"),
        ("a whole number from ", "un número entero desde "),
        ("one of ", "uno de "),
    ];
    let start = phrases.into_iter().find(|(english, _)| words.starts_with(english));
    let Some((english, spanish)) = start else { return words.replace(" or ", " o ") };
    let rest = words.get(english.len()..).unwrap_or_default();
    format!("{spanish}{rest}")
        .replace(" to ", " hasta ")
        .replace("whole numbers", "números enteros")
}

/// The error in Spanish.
pub fn spanish(error: &FileError) -> String {
    match error {
        FileError::TooLong { limit, found } => {
            format!("se esperaban como máximo {limit} bytes y hay {found}")
        }
        FileError::Syntax(why) => format!("no es JSON ({why})"),
        FileError::Unexpected { path, expected: words, found } => {
            format!("{path}: se esperaba {} y se encontró {found}", expected(words))
        }
        FileError::Missing { path, field } => format!("{path}: falta el campo «{field}»"),
        FileError::UnknownField { path, field, expected } => {
            format!("{path}: campo desconocido «{field}»; se esperaba uno de {expected}")
        }
        FileError::Version { expected, found } => {
            format!("version: se esperaba {expected} como máximo y se encontró {found}")
        }
        FileError::TooDeep { path, limit } => {
            format!("{path}: los bloques se anidan como máximo {limit} veces")
        }
        FileError::TooManyNodes { limit } => format!("hay más de {limit} capas y bloques"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_net::file::from_json;

    #[test]
    fn what_is_wrong_is_said_in_spanish() {
        let said = |text: &str| spanish(&from_json(text).expect_err("a broken file"));
        assert!(said("{").starts_with("no es JSON ("), "{}", said("{"));
        assert!(said("[]").contains("se esperaba un objeto y se encontró"), "{}", said("[]"));
        let newer = said(r#"{"format": "filtro-network", "version": 99}"#);
        assert!(newer.contains("version") && newer.contains("99"), "{newer}");
        assert_eq!(
            expected("a whole number from 0 to 4294967295"),
            "un número entero desde 0 hasta 4294967295"
        );
        assert_eq!(expected("a list of 2 whole numbers"), "una lista de 2 números enteros");
    }
}
