using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.CacheFolders;

namespace MediaPipeline.Grains.Tests.CacheFolders;

public sealed class CacheFolderChoiceTests
{
    private static readonly CollectionId[] Collections = [.. Enumerable.Range(0, 4_000).Select(i => CollectionId.Of($"/pictures/{i}"))];

    [Fact]
    public void For_NoFolder_IsNone() => CacheFolderChoice.For(Collections[0], []).ShouldBeNull();

    [Fact]
    public void For_ADrainingFolder_IsPassedOver() => CacheFolderChoice.For(Collections[0], [Folder("a") with { Draining = true }]).ShouldBeNull();

    [Fact]
    public void For_ManyCollections_SpreadsThemByWeight()
    {
        CacheFolderState[] folders = [Folder("a"), Folder("b"), Folder("c") with { Weight = 2 }];

        var counts = Collections.CountBy(c => CacheFolderChoice.For(c, folders)!.Path).ToDictionary();

        counts["/a"].ShouldBeInRange(900, 1_100);
        counts["/c"].ShouldBeInRange(1_880, 2_120);
    }

    [Fact]
    public void For_WithOneMoreFolder_MovesOnlyWhatGoesThere()
    {
        CacheFolderState[] before = [Folder("a"), Folder("b")];
        CacheFolderState[] after = [.. before, Folder("c")];

        Collections.Count(c => CacheFolderChoice.For(c, after) is { } now && now.Path != "/c" && now != CacheFolderChoice.For(c, before)).ShouldBe(0);
    }

    private static CacheFolderState Folder(string name) => new() { Id = CacheFolderId.Of("/" + name), Path = "/" + name };
}
