using MediaPipeline.LocalSilo.Tests.Clusters;
using MediaPipeline.LocalSilo.Tests.TestGrains;
using Orleans.Storage;

namespace MediaPipeline.LocalSilo.Tests.Conformance;

[Collection(OnSharedCluster.Name)]
public sealed class StateTests(SharedCluster cluster)
{
    private IStateGrain Grain(string key) => cluster.Grains.GetGrain<IStateGrain>(key);

    [Fact]
    public async Task A_grain_without_a_record_starts_with_an_empty_state()
    {
        (await Grain("none").Get()).ShouldBe(0);
        (await Grain("none").Exists()).ShouldBeFalse();
    }

    [Fact]
    public async Task State_is_there_before_the_next_activation_begins()
    {
        var grain = Grain("kept");
        await grain.Add(5);
        var before = await grain.WhoAreYou();

        await grain.Close();

        (await grain.SeenAtActivation()).ShouldBe(5);
        (await grain.WhoAreYou()).ShouldNotBe(before);
        (await grain.Exists()).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_write_changes_the_etag()
    {
        var grain = Grain("etag");
        await grain.Add(1);
        var first = await grain.ETag();

        await grain.Add(1);

        string.IsNullOrEmpty(first).ShouldBeFalse();
        string.Equals(await grain.ETag(), first, StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cleared_state_is_empty_and_can_be_written_again()
    {
        var grain = Grain("cleared");
        await grain.Add(5);

        await grain.Clear();

        (await grain.Exists()).ShouldBeFalse();
        (await grain.Get()).ShouldBe(0);
        (await grain.Add(2)).ShouldBe(2);
    }

    [Fact]
    public async Task What_was_not_written_is_not_stored()
    {
        var grain = Grain("unwritten");
        await grain.Add(1);

        await grain.NoteWithoutWriting("only here");

        (await grain.NotesAfterReading()).ShouldBe(0);
    }

    [Fact]
    public async Task A_lost_race_fails_the_request_and_closes_the_activation_and_the_next_one_reads_again()
    {
        var grain = cluster.Grains.GetGrain<IRacingGrain>("raced");
        await grain.Add(1);
        var before = await grain.WhoAreYou();
        RacingStorage.WriteBehindTheBackOf(grain, 100);

        await Should.ThrowAsync<InconsistentStateException>(() => grain.Add(1));

        (await grain.Add(1)).ShouldBe(101);
        (await grain.WhoAreYou()).ShouldNotBe(before);
    }

    [Fact]
    public async Task Turns_that_interleave_do_not_race_each_other_in_the_store()
    {
        var grain = cluster.Grains.GetGrain<IRacingGrain>("beside");
        await grain.Add(0);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grain.AddBeside(1)));

        (await grain.Add(0)).ShouldBe(20);
    }

    [Fact]
    public async Task A_failure_of_the_store_reaches_the_caller_with_its_cause()
    {
        var grain = cluster.Grains.GetGrain<IRacingGrain>("full");
        Signals.Set("full disk full");

        var exception = await Should.ThrowAsync<OrleansException>(() => grain.Add(1));

        exception.InnerException.ShouldBeOfType<IOException>().Message.ShouldBe("disk full");
    }
}
