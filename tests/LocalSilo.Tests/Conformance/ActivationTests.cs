using MediaPipeline.LocalSilo.Tests.Clusters;
using MediaPipeline.LocalSilo.Tests.TestGrains;

namespace MediaPipeline.LocalSilo.Tests.Conformance;

[Collection(OnSharedCluster.Name)]
public sealed class ActivationTests(SharedCluster cluster)
{
    [Fact]
    public async Task First_calls_that_come_together_meet_one_activation()
    {
        var grain = cluster.Grains.GetGrain<ILifeGrain>("together");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(grain.WhoAreYou)));

        answers.Distinct().Count().ShouldBe(1);
        Signals.CountOf("together activations").ShouldBe(1);
    }

    [Fact]
    public async Task Different_keys_are_different_grains()
    {
        var one = await cluster.Grains.GetGrain<ILifeGrain>("one").WhoAreYou();
        var two = await cluster.Grains.GetGrain<ILifeGrain>("two").WhoAreYou();

        one.ShouldNotBe(two);
    }

    [Fact]
    public async Task A_grain_closes_when_it_asked_to_and_the_next_call_meets_a_fresh_activation()
    {
        var grain = cluster.Grains.GetGrain<ILifeGrain>("closing");
        var before = await grain.WhoAreYou();

        await grain.CloseWhenIdle();
        await Signals.WaitAsync("closing closed");

        Signals.IsSet($"closing closing for {DeactivationReasonCode.ApplicationRequested}").ShouldBeTrue();
        (await grain.WhoAreYou()).ShouldNotBe(before);
    }

    [Fact]
    public async Task A_grain_finishes_its_request_before_it_closes_and_what_waits_goes_to_a_fresh_activation()
    {
        var grain = cluster.Grains.GetGrain<ILifeGrain>("finishing");
        var before = await grain.WhoAreYou();
        var running = grain.CloseAndPassGate("finishing gate");
        await Signals.GateEnteredAsync("finishing gate");

        var waiting = grain.WhoAreYou();
        Signals.IsSet("finishing closed").ShouldBeFalse();
        Signals.OpenGate("finishing gate");
        await running;

        (await waiting).ShouldNotBe(before);
        Signals.IsSet("finishing twice at once").ShouldBeFalse();
    }

    [Fact]
    public async Task Calls_that_come_while_a_grain_closes_are_not_lost_and_never_meet_two_activations_at_once()
    {
        var grain = cluster.Grains.GetGrain<ILifeGrain>("slow close");
        var before = await grain.WhoAreYou();
        await grain.CloseWhenIdle();
        await Signals.GateEnteredAsync("slow close close");

        var calls = Enumerable.Range(0, 20).Select(_ => grain.WhoAreYou()).ToArray();
        calls.ShouldAllBe(call => !call.IsCompleted);
        Signals.OpenGate("slow close close");

        var answers = await Task.WhenAll(calls);
        answers.Distinct().ShouldHaveSingleItem().ShouldNotBe(before);
        Signals.IsSet("slow close twice at once").ShouldBeFalse();
    }

    [Fact]
    public async Task When_activation_fails_its_exception_reaches_the_caller_and_the_next_call_tries_again()
    {
        var grain = cluster.Grains.GetGrain<IBrokenGrain>("broken");
        (await Should.ThrowAsync<InvalidDataException>(grain.Answer)).Message.ShouldContain("not today");

        Signals.Set("broken mended");

        (await grain.Answer()).ShouldBe(42);
    }

    [Fact]
    public async Task When_a_constructor_fails_its_exception_reaches_the_caller()
    {
        var grain = cluster.Grains.GetGrain<IUnbornGrain>("unborn");

        (await Should.ThrowAsync<Exception>(grain.Answer)).ToString().ShouldContain("never");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task Integer_keys_come_back(long key)
    {
        var grain = cluster.Grains.GetGrain<INumberedGrain>(key);

        (await grain.Key()).ShouldBe(key);
        grain.GetPrimaryKeyLong().ShouldBe(key);
    }

    [Fact]
    public async Task Ids_are_named_for_the_class_and_written_in_one_way()
    {
        (await cluster.Grains.GetGrain<ILifeGrain>("a/b c?ä").DescribeYourself()).ShouldBe("life a/b c?ä");
        cluster.Grains.GetGrain<ILifeGrain>("a/b c?ä").GetGrainId().ToString().ShouldBe("life/a/b c?ä");
        cluster.Grains.GetGrain<INumberedGrain>(255).GetGrainId().ToString().ShouldBe("numbered/FF");
        GrainId.Parse("life/a/b c?ä").ShouldBe(cluster.Grains.GetGrain<ILifeGrain>("a/b c?ä").GetGrainId());
    }
}
