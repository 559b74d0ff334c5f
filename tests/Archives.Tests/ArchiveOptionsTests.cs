namespace MediaPipeline.Archives.Tests;

public sealed class ArchiveOptionsTests
{
    [Fact]
    public void TheDefaults_AreFine() => new ArchiveOptions().FindFaults().ShouldBeEmpty();

    [Fact]
    public void WrongValues_AreNamedWithTheRemedy()
    {
        var options = new ArchiveOptions { MaxEntries = 0, MaxEntryBytes = 0, MaxTotalBytes = -1, MaxRatio = 0, RatioFromBytes = -1, NameEncoding = "klingon" };

        options.FindFaults().Select(fault => fault.Split(' ')[0]).ShouldBe(
            ["Archives:MaxEntries", "Archives:MaxEntryBytes", "Archives:MaxTotalBytes", "Archives:MaxRatio", "Archives:RatioFromBytes",
                "Archives:NameEncoding"]);
    }
}
