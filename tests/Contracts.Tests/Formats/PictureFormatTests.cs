using MediaPipeline.Contracts.Formats;

namespace MediaPipeline.Contracts.Tests.Formats;

public sealed class PictureFormatTests
{
    [Theory]
    [InlineData("FFD8FFE000104A464946", "jpeg")]
    [InlineData("89504E470D0A1A0A", "png")]
    [InlineData("89504E47", null)]
    [InlineData("474946383961", "gif")]
    [InlineData("524946460000000057454250", "webp")]
    [InlineData("524946460000000057415645", null)]
    [InlineData("49492A0008000000", "tiff")]
    [InlineData("4D4D002A00000008", "tiff")]
    [InlineData("49492A00100000004352", "raw")]
    [InlineData("FF0A", "jxl")]
    [InlineData("0000000C4A584C20", "jxl")]
    [InlineData("0000000C6A502020", "jp2")]
    [InlineData("424D0000000000000000", "bmp")]
    [InlineData("38425053", "psd")]
    [InlineData("000001000100", "ico")]
    [InlineData("255044462D312E37", "pdf")]
    [InlineData("EFBBBF0A3C73766720", "svg")]
    [InlineData("3C68746D6C3E", null)]
    [InlineData("", null)]
    public void Sniff_FirstBytes_TellTheFormat(string start, string? format) => Sniff(Convert.FromHexString(start)).ShouldBe(format);

    [Theory]
    [InlineData("heic", "", "heic")]
    [InlineData("heix", "", "heic")]
    [InlineData("hevc", "", "heic")]
    [InlineData("heim", "", "heic")]
    [InlineData("mif1", "", "heic")]
    [InlineData("msf1", "hevc", "heic")]
    [InlineData("avif", "mif1", "avif")]
    [InlineData("avis", "", "avif")]
    [InlineData("mif1", "miafavif", "avif")]
    [InlineData("mif1", "heic", "heic")]
    [InlineData("crx ", "isom", "raw")]
    [InlineData("isom", "mp42", null)]
    [InlineData("qt  ", "", null)]
    public void Sniff_HeifBrands_TellTheFormat(string major, string compatible, string? format)
    {
        byte[] start = [0, 0, 0, (byte)(16 + compatible.Length), .. "ftyp"u8, .. Ascii(major), 0, 0, 0, 0, .. Ascii(compatible)];

        Sniff(start).ShouldBe(format);
    }

    [Fact]
    public void Extensions_BelongToOneFormatEach() =>
        PictureFormat.Standard.Concat(PictureFormat.Optional).Concat(PictureFormat.Unsupported).SelectMany(format => format.Extensions).ShouldBeUnique();

    [Fact]
    public void FindStandard_KnowsTheNamesOfStandardFormatsOnly()
    {
        PictureFormat.FindStandard("webp").ShouldBe(PictureFormat.Webp);
        PictureFormat.FindStandard("svg").ShouldBeNull();
        PictureFormat.FindStandard(null).ShouldBeNull();
    }

    private static string? Sniff(byte[] start) => PictureFormat.Sniff(start)?.Name;

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
