using System.Buffers;

namespace MediaPipeline.Archives.Names;

/// <summary>
/// How plausible a letter is between its neighbours, in code pages of one byte a letter: about 1 for an ordinary one, negative for what hardly occurs.
/// </summary>
internal static class Letters
{
    private static readonly SearchValues<char> FrequentCyrillic = SearchValues.Create("оеаинтсрвлкмдпу"), OtherCyrillic = SearchValues.Create("ягбзчйхжшь");

    // An accented letter stands among letters without accents, a capital at the start of a word or among capitals.
    public static double JudgeLatin(char before, char letter, char after) =>
        !IsLatin(letter) ? JudgePunctuation(before, letter, after)
        : char.IsUpper(letter) && char.IsLower(before) ? -1
        : char.IsUpper(letter) && char.IsUpper(before) && char.IsLower(after) ? 0.3
        : char.IsAsciiLetter(before) || char.IsAsciiLetter(after) ? 1
        : IsLatin(before) || IsLatin(after) ? -0.5
        : 0.2;

    public static double JudgeCyrillic(char before, char letter, char after) =>
        !IsCyrillic(letter) ? letter == '№' ? 1 : JudgePunctuation(before, letter, after)
        : char.IsAsciiLetter(before) || char.IsAsciiLetter(after) ? -2
        : char.IsUpper(letter) && char.IsLower(before) ? -1
        : FrequentCyrillic.Contains(char.ToLowerInvariant(letter)) ? 1.3
        : OtherCyrillic.Contains(char.ToLowerInvariant(letter)) ? 1
        : 0.5;

    private static double JudgePunctuation(char before, char letter, char after) => letter switch
    {
        '’' => char.IsLetter(before) && char.IsLetter(after) ? 1.2 : 0.3,
        '–' or '—' or '“' or '”' or '«' or '»' => char.IsLetter(before) && char.IsLetter(after) ? -1 : 0.5,
        _ => -3,
    };

    private static bool IsCyrillic(char letter) => letter is >= '\u0400' and <= '\u045f' or 'Ґ' or 'ґ';

    private static bool IsLatin(char letter) =>
        char.IsAsciiLetter(letter) || (letter is >= '\u00c0' and <= '\u00ff' and not ('×' or '÷')) || letter is 'Œ' or 'œ' or 'Š' or 'š' or 'Ž' or 'ž' or 'Ÿ';
}
