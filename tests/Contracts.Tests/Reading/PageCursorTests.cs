using System.Text;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Contracts.Tests.Reading;

public sealed class PageCursorTests
{
    private const string List = "pictures of col_1";

    [Fact]
    public void Read_GivesTheKeysBack() => PageCursor.Read(List, PageCursor.Write(List, "ä\u0003\U0001F600", -7L), typeof(string), typeof(long))
        .ShouldBe(["ä\u0003\U0001F600", -7L]);

    [Fact]
    public void Write_IsTheSameInEveryVersion() => PageCursor.Write(List, "a", 1L).ShouldBe("WzEsIjc4ZGI5ZmQyMGRhMDZjZDAiLCJhIiwxXQ");

    [Fact]
    public void Write_NeedsNoEscapingInAUrl()
    {
        var cursor = PageCursor.Write(List, "ÿ??>>~~" + new string('x', 2_000));

        Uri.EscapeDataString(cursor).ShouldBe(cursor);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("e30")]
    [InlineData("W10")]
    [InlineData("WzEsbnVsbF0")]
    [InlineData("WzEuNSwiYSJd")]
    public void Read_Garbage_IsRefused(string cursor) =>
        Should.Throw<InvalidCursorException>(() => PageCursor.Read(List, cursor, typeof(string))).Message.ShouldContain("nextCursor");

    [Fact]
    public void Read_OfAnotherListVersionOrShape_SaysSo()
    {
        var cursor = PageCursor.Write(List, "a");
        var later = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(cursor)).Replace("[1,", "[2,", StringComparison.Ordinal);

        Refusal(() => PageCursor.Read("another", cursor, typeof(string))).ShouldContain("another list");
        Refusal(() => PageCursor.Read(List, cursor, typeof(long))).ShouldContain("another list");
        Refusal(() => PageCursor.Read(List, System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(later)), typeof(string)))
            .ShouldContain("another version");
    }

    private static string Refusal(Action read) => Should.Throw<InvalidCursorException>(read).Result.Message!;
}
