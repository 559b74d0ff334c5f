using System.Text.Json;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.Tests.Ids;

public sealed class EntityIdTests
{
    private static readonly CollectionId Collection = CollectionId.Of("/pictures");

    [Fact]
    public void Of_TheSamePlace_IsTheSameIdForEver() =>
        ImageId.Of(Collection, "a/b.jpg", null).Value.ShouldBe("img_cbfda3ed5f9c4cb46079aae2b1e89554");

    [Fact]
    public void Of_PathAndEntry_AreToldApart() =>
        ImageId.Of(Collection, "a", "b").ShouldNotBe(ImageId.Of(Collection, "ab", null));

    [Fact]
    public void Of_OneFolder_BeginsAlike()
    {
        Start(ImageId.Of(Collection, "a/2.jpg", null)).ShouldBe(Start(ImageId.Of(Collection, "a/1.jpg", null)));
        Start(ImageId.Of(Collection, "b.zip", "a/2.jpg")).ShouldBe(Start(ImageId.Of(Collection, "b.zip", "a/1.jpg")));
        Start(ImageId.Of(Collection, "b/1.jpg", null)).ShouldNotBe(Start(ImageId.Of(Collection, "a/1.jpg", null)));

        static string Start(ImageId id) => id.Value[..12];
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("img_")]
    [InlineData("img_1234")]
    [InlineData("job_00000000000000000000000000000000")]
    [InlineData("img_0000000000000000000000000000000G")]
    [InlineData("img_ABCDEF00000000000000000000000000")]
    public void TryParse_WhatIsNoIdOfThisKind_IsFalse(string? text) => EntityId.TryParse<ImageId>(text, out _).ShouldBeFalse();

    [Fact]
    public void Parse_WhatIsNoId_SaysWhatOneLooksLike() =>
        Should.Throw<FormatException>(() => EntityId.Parse<JobId>("x")).Message.ShouldContain("job_");

    [Fact]
    public void Create_JobIds_SortByTime()
    {
        var early = JobId.Create(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var late = JobId.Create(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));

        string.CompareOrdinal(early.Value, late.Value).ShouldBeLessThan(0);
    }

    [Fact]
    public void Json_IsTheText()
    {
        var json = JsonSerializer.Serialize(Collection, ContractJson.Options);

        json.ShouldBe($"\"{Collection.Value}\"");
        JsonSerializer.Deserialize<CollectionId>(json, ContractJson.Options).ShouldBe(Collection);
    }
}
