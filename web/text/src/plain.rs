//! Words as they are compared in a search.

/// What is compared: small letters without accents; `×` is `x`, with no space around it.
pub fn plain(text: &str) -> String {
    let mut plain = String::new();
    for sign in text.replace(" × ", "x").chars() {
        plain.push(match sign {
            'á' | 'Á' => 'a',
            'é' | 'É' => 'e',
            'í' | 'Í' => 'i',
            'ó' | 'Ó' => 'o',
            'ú' | 'Ú' | 'ü' | 'Ü' => 'u',
            'ñ' | 'Ñ' => 'n',
            '×' => 'x',
            other => other.to_ascii_lowercase(),
        });
    }
    plain
}
