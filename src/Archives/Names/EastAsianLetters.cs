using System.Buffers;
using System.Text;

namespace MediaPipeline.Archives.Names;

/// <summary>
/// How plausible a letter is in code pages of two bytes a letter, where it counts for two: about 2 for an ordinary one, more for one that is frequent in texts
/// or in names of comics, little for what these pages have only for completeness.
/// </summary>
internal static class EastAsianLetters
{
    private const double Frequent = 1, Rare = 0.3, AmongLatin = -1, BesideLatin = 0.4;
    private static readonly Encoding Japanese = CodePages.Find("cp932")!, Korean = CodePages.Find("cp949")!, Simplified = CodePages.Find("gbk")!,
        Traditional = CodePages.Find("big5")!;

    private static readonly SearchValues<char> FrequentHanzi = SearchValues.Create(
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主"
        + "样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体美相见被二等新己身西月话合回特代内信表老给世位次门"
        + "先海通原东声立水名真处走入口平气题活别打女变四神总何电数安少才反目太再期市山金保形社空马五书听白光界王完式色路记南品住北边死张该交万取望师清今切女爱恋梦花雪风龙剑魔传"
        + "這個們來為國說時會對過發後裡經學現當沒動還進樣開從實軍無與長機關點業將兩間問應戰頭體見種話東聲門處氣變總電數書聽馬記邊張該萬師愛戀夢風龍劍魔傳頁冊圖畫號錄"
        + "卷册页章集篇番漫画图片封目录扫描彩版本号上下终完結结");

    private static readonly SearchValues<char> FrequentHangul = SearchValues.Create(
        "이다는을의에가고하도한지로기사리아서인나대자어그수시라만일해주부정스보제장상과들게은를원전구동화오우모유여위안성조선신국무미소용음물경교세비생연치개방진발공재본문표첫번편권책쪽림단행"
        + "완결외전");

    public static double JudgeJapanese(char before, char letter, char after) => Among(before, after, letter switch
    {
        >= '\u3041' and <= '\u30ff' => 2.6,

        // Kanji of the first level lie in rows 0x88 to 0x97 of Shift JIS, and the first half of 0x98.
        >= '\u4e00' and <= '\u9fff' => BytesOf(Japanese, letter) is ( >= 0x88 and <= 0x98, _) ? 2.4 : 0.8,
        >= '\u3000' and <= '\u303f' or >= '\uff01' and <= '\uff5e' => 2,
        >= '\uff61' and <= '\uff9f' => -1,
        _ => -3,
    });

    public static double JudgeSimplifiedChinese(char before, char letter, char after) => Among(before, after, BytesOf(Simplified, letter) switch
    {
        // The first level of GB 2312.
        ( >= 0xB0 and <= 0xD7, >= 0xA1) => 1.8 + (FrequentHanzi.Contains(letter) ? Frequent : 0),
        ( >= 0xA1 and <= 0xA3, >= 0xA1) => 1,
        _ => Rare,
    });

    public static double JudgeTraditionalChinese(char before, char letter, char after) => Among(before, after, BytesOf(Traditional, letter) switch
    {
        // The first level of Big5.
        ( >= 0xA4 and <= 0xC6, _) => 1.8 + (FrequentHanzi.Contains(letter) ? Frequent : 0),
        ( >= 0xA1 and <= 0xA2, _) => 1,
        _ => Rare,
    });

    public static double JudgeKorean(char before, char letter, char after) => Among(before, after, BytesOf(Korean, letter) switch
    {
        // The Hangul of KS X 1001. Its Hanja are out of use, the Hangul that cp949 adds to it hardly occur.
        ( >= 0xB0 and <= 0xC8, >= 0xA1) => 2 + (FrequentHangul.Contains(letter) ? Frequent : 0),
        ( >= 0xA1 and <= 0xA3, >= 0xA1) => 1,
        ( >= 0xCA, >= 0xA1) => -2,
        _ => -0.5,
    });

    // A byte of a letter may be that of a Latin one: "Möwe" in cp437 has a kanji in cp932.
    private static double Among(char before, char after, double score) =>
        char.IsAsciiLetter(before) && char.IsAsciiLetter(after) ? AmongLatin
        : char.IsAsciiLetter(before) || char.IsAsciiLetter(after) ? Math.Min(score, score * BesideLatin)
        : score;

    private static (byte First, byte Second) BytesOf(Encoding encoding, char letter)
    {
        Span<byte> bytes = stackalloc byte[2];
        return encoding.TryGetBytes([letter], bytes, out var length) && length == 2 ? (bytes[0], bytes[1]) : default;
    }
}
