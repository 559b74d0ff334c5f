using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Tests;

public sealed class GrainCallsTests
{
    private int _made;

    [Fact]
    public async Task OfThousands_SixtyFourAreUnderWayAtOnce_AndTheResultsComeInOrder()
    {
        var answer = new TaskCompletionSource();

        var calls = GrainCalls.ForEachAsync(Enumerable.Range(0, 4_000), n => CallAsync(n, answer.Task));

        _made.ShouldBe(64);
        answer.SetResult();
        (await calls).ShouldBe(Enumerable.Range(0, 4_000));
    }

    [Fact]
    public async Task OneThatFails_KeepsNoOtherFromItsCall_AndTheFirstIsThrownAtTheEnd()
    {
        var thrown = await Should.ThrowAsync<IOException>(CallAllAsync(n => n is 3 or 150 ? new IOException($"{n}") : null));

        thrown.Message.ShouldBe("3");
        _made.ShouldBe(200);
    }

    [Fact]
    public async Task AfterADatabaseThatIsAway_NoFurtherCallIsMade()
    {
        await Should.ThrowAsync<StorageUnavailableException>(CallAllAsync(n => n == 3 ? new StorageUnavailableException("away") : null));

        _made.ShouldBe(4);
    }

    private Task CallAllAsync(Func<int, Exception?> failure) =>
        GrainCalls.ForEachAsync(Enumerable.Range(0, 200), n => CallAsync(n, failure(n) is { } error ? Task.FromException(error) : Task.CompletedTask));

    private async Task<int> CallAsync(int number, Task answer)
    {
        Interlocked.Increment(ref _made);
        await answer;
        return number;
    }
}
