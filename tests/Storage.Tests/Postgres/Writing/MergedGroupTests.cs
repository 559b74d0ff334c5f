using MediaPipeline.Storage.Postgres.Writing;
using MediaPipeline.Storage.Sql;

namespace MediaPipeline.Storage.Tests.Postgres.Writing;

public sealed class MergedGroupTests
{
    private static readonly PostgresDocumentStatements Images = new("images", 1), Jobs = new("jobs", 1);

    [Fact]
    public void Of_ChangesOfManyDocuments_AreOneStepForEachTableAndKind()
    {
        var group = Enumerable.Range(0, 100).SelectMany(i => new GroupWrite[]
        {
            DocumentWrite.Update(Images, $"img_{i}", 1, "{}"),
            DocumentWrite.Insert(Images, $"img_new{i}", 1, "{}"),
            DocumentWrite.Update(Jobs, $"img_{i}", 1, "{}"),
        });

        MergedGroup.Of([.. group]).Count.ShouldBe(3);
    }

    [Fact]
    public void Of_OneWrite_IsLeftAsItIs()
    {
        var write = DocumentWrite.Update(Images, "img_1", 1, "{}");

        MergedGroup.Of([write]).ShouldHaveSingleItem().ShouldBeSameAs(write);
    }
}
