using MediaPipeline.LocalSilo.Tests.Clusters;
using MediaPipeline.LocalSilo.Tests.TestGrains;

namespace MediaPipeline.LocalSilo.Tests.Conformance;

[Collection(OnSharedCluster.Name)]
public sealed class CallTests(SharedCluster cluster)
{
    private ICallGrain Grain(string key) => cluster.Grains.GetGrain<ICallGrain>(key);

    [Fact]
    public async Task Methods_of_every_form_can_be_called()
    {
        var grain = Grain("forms");
        var id = Guid.CreateVersion7();

        await grain.Nothing();
        await grain.NothingByValue();
        (await grain.DoubleByValue(21)).ShouldBe(42);
        (await grain.Join(1, 2, "c", id, true, null, ["x", "y"])).ShouldBe($"1|2|c|{id}|True||xy");
    }

    [Fact]
    public async Task An_exception_reaches_the_caller_with_its_type_message_and_origin()
    {
        var exception = await Should.ThrowAsync<InvalidDataException>(() => Grain("throwing").ThrowAfterYield("so it is"));

        exception.Message.ShouldBe("so it is");
        exception.StackTrace!.ShouldContain(nameof(CallGrain.ThrowAfterYield));
    }

    [Fact]
    public async Task An_exception_thrown_before_the_first_await_reaches_the_caller_and_the_grain_goes_on()
    {
        var grain = Grain("throwing at once");

        await Should.ThrowAsync<InvalidDataException>(grain.ThrowAtOnce);

        (await grain.DoubleByValue(1)).ShouldBe(2);
    }

    [Fact]
    public async Task What_a_caller_does_with_an_argument_afterwards_does_not_reach_the_grain()
    {
        var box = new Box { Items = ["sent"] };
        await Grain("arguments").Keep(box);

        box.Items.Add("added later");

        (await Grain("arguments").Kept()).Items.ShouldBe(["sent"]);
    }

    [Fact]
    public async Task What_a_caller_does_with_a_result_does_not_reach_the_grain()
    {
        await Grain("results").Keep(new Box { Items = ["kept"] });

        (await Grain("results").Kept()).Items.Clear();

        (await Grain("results").Kept()).Items.ShouldBe(["kept"]);
    }

    [Fact]
    public async Task Families_of_records_survive_the_way()
    {
        var inner = new Shape.Circle(1.5);
        var sent = new Shape.Group([inner, new Shape.Group([], [])], new Dictionary<string, Shape?>(StringComparer.Ordinal) { ["inner"] = inner, ["none"] = null });

        var back = (await Grain("shapes").Echo(sent)).ShouldBeOfType<Shape.Group>();

        back.ShouldNotBeSameAs(sent);
        back.Members[0].ShouldBe(inner);
        back.Members[1].ShouldBeOfType<Shape.Group>();
        back.Named["inner"].ShouldBe(inner);
        back.Named["none"].ShouldBeNull();
    }

    [Fact]
    public async Task A_cancellation_reaches_the_grain_and_ends_the_callers_wait()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Grain("cancelled").WaitForCancellation("cancelled", cancellation.Token);
        await Signals.WaitAsync("cancelled waits");

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await Signals.WaitAsync("cancelled cancelled");
    }

    [Fact]
    public async Task The_request_context_flows_with_calls_and_not_back()
    {
        RequestContext.Set("who", "caller");

        (await Grain("context").ContextHereAndBeyond("context beyond")).ShouldBe("caller caller");
        await Grain("context").SetContext();
        RequestContext.Get("who").ShouldBe("caller");

        RequestContext.Remove("who").ShouldBeTrue();
        (await Grain("context").ContextHereAndBeyond(null)).ShouldBeNull();
    }

    [Fact]
    public async Task References_of_one_grain_are_equal_and_travel()
    {
        var grain = Grain("self");

        var itself = await grain.Yourself();

        itself.ShouldBe(grain);
        itself.GetHashCode().ShouldBe(grain.GetHashCode());
        Grain("other").ShouldNotBe(grain);
        (await Grain("other").KeyOf(itself)).ShouldBe("self");
        itself.AsReference<ICallGrain>().GetPrimaryKeyString().ShouldBe("self");
        cluster.Grains.GetGrain<ICallGrain>(grain.GetGrainId()).ShouldBe(grain);
    }

    [Fact]
    public async Task A_filter_of_the_silo_sees_calls_and_may_change_their_result() => (await Grain("filtered").DoubledByFilter(21)).ShouldBe(42);

    [Fact]
    public async Task A_grain_may_filter_its_own_calls() =>
        (await cluster.Grains.GetGrain<IFilteringGrain>("own").Answer()).ShouldBe("answered, filtered: FilteringGrain.Answer of own");
}
