using MediaPipeline.Grains.Tracing;

namespace MediaPipeline.Grains.Tests.Tracing;

public sealed class TraceShareTests
{
    [Theory]
    [InlineData(0, 100, 0)]
    [InlineData(1_000, 34, 34)]
    [InlineData(1_000, 1_000_000, 1_999)]
    public void TakesNext_TakesTheFirstAndFewOfTheOthers(int first, int pictures, int expected)
    {
        var share = new TraceShare();

        Enumerable.Range(0, pictures).Count(_ => share.TakesNext(first)).ShouldBe(expected);
    }
}
