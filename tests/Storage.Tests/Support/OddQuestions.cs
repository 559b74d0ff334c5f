namespace MediaPipeline.Storage.Tests.Support;

/// <summary>What nobody should search for: signs of query languages, broken texts, other scripts, long ones.</summary>
internal static class OddQuestions
{
    private static readonly string[] Pieces =
    [
        "\"", "'", "''", "\"\"", "(", ")", "((", "()", "*", "**", "-", "--", "-totoro", "+", "^", "^totoro", ":", "title:", "title : totoro", "{title}", "{title synopsis} :",
        "AND", "OR", "NOT", "NEAR", "NEAR(totoro it)", "NEAR(totoro it, 5)", "totoro AND", "AND totoro", "NOT totoro", "totoro NOT", "totoro OR it", "(totoro", "totoro)",
        "\"totoro", "totoro\"", "to*ro", "totoro*", "* totoro", "totoro:*", "totoro:A", "totoro <-> it", "totoro <2> it", "!totoro", "totoro & it", "totoro | it", "a&", "&", "|",
        "<->", "<", ">", "\\", "\\\\", "\\'", ";", "'; DROP TABLE media; --", "%", "_", "@question", "$1", "?", "{", "}", "[", "]", "#", "~", "`", "=", ",", ".", "...",
        "totoro\0it", "\0", "\u0001\u0002", "\t\n\r", "\u200b", "\u202e", "\ufeff", "\ufffd", "\ud800", "\udc00totoro", "totoro\ud83d", "🔥", "🔥🔥 totoro", "👨‍👩‍👧‍👦",
        "進撃の巨人", "巨", "の", "トトロ*", "\"トトロ\"", "한국어", "가", "中文 totoro", "々", "ー", "・", "。", "𠀀", "ｔｏｔｏｒｏ", "İstanbul", "straße", "ẞ", "ﬁlm", "Ω", "é",
        "e\u0301", "\u0301", "\u0301\u0302", "العربية", "עברית", "हिन्दी", "ไทย", "Ελλάδα", "Москва", "ǅ", "½", "²", "Ⅷ", "1", "007", "1e5", "1.5", "-1", "2001: A Space Odyssey",
        "a.b.c", "http://example.com/x?y=z", "a@example.com", "/etc/passwd", "it's", "spider-man", "x-men-2", "tt0078748", "C++", "C#", ".NET", "R.E.M.", "M*A*S*H", "$9.99", "50%",
    ];

    public static IReadOnlyList<string> All { get; } =
    [
        .. Pieces, .. Pieces.Select(piece => $"totoro {piece}"), new string('a', 10_000), new string('"', 10_000), new string('巨', 10_000),
        string.Join(' ', Enumerable.Repeat("a", 64)), string.Join(' ', Enumerable.Range(0, 64).Select(i => $"w{i}")),
    ];
}
