using System.Collections.Immutable;
using MediaPipeline.LocalSilo.Runtime;
using MediaPipeline.LocalSilo.Tests.TestGrains;

namespace MediaPipeline.LocalSilo.Tests.Local;

public sealed class DeepCopierTests
{
    [Fact]
    public void Copies_share_nothing_that_can_change()
    {
        var original = new Dictionary<string, List<int[]>>(StringComparer.OrdinalIgnoreCase) { ["a"] = [[1, 2], [3]] };

        var copy = DeepCopier.Copy(original);
        original["a"][0][0] = 9;
        original["a"].Clear();

        copy["A"][0].ShouldBe([1, 2]);
        copy["A"][1].ShouldBe([3]);
    }

    [Fact]
    public void What_was_one_object_stays_one_object()
    {
        var box = new Box();

        var copy = DeepCopier.Copy(new[] { box, box });

        copy[0].ShouldNotBeSameAs(box);
        copy[1].ShouldBeSameAs(copy[0]);
    }

    [Fact]
    public void What_cannot_change_is_passed_as_it_is()
    {
        var uri = new Uri("https://example.org/");
        var list = ImmutableArray.Create("a", "b");
        var promised = new Promised(["never changed"]);

        DeepCopier.Copy(uri).ShouldBeSameAs(uri);
        DeepCopier.Copy(promised).ShouldBeSameAs(promised);
        DeepCopier.Copy(list).ShouldBe(list);
        DeepCopier.Copy<object?>(null).ShouldBeNull();
    }

    [Fact]
    public void Values_of_value_types_are_copied_with_what_they_hold()
    {
        var list = new List<string> { "a" };
        (int, List<string>, DateTimeOffset, Guid?, TimeSpan) value = (1, list, DateTimeOffset.UnixEpoch, Guid.Empty, TimeSpan.MaxValue);

        var copy = DeepCopier.Copy(value);

        copy.Item2.ShouldNotBeSameAs(list);
        copy.Item2.ShouldBe(["a"]);
        (copy.Item3, copy.Item4, copy.Item5).ShouldBe((DateTimeOffset.UnixEpoch, Guid.Empty, TimeSpan.MaxValue));
    }

    [Fact]
    public void A_type_that_could_not_travel_is_refused_by_name() =>
        Should.Throw<NotSupportedException>(() => DeepCopier.Copy(new Untravelled())).Message.ShouldContain($"{nameof(Untravelled)} is sent from grain to grain but has no [GenerateSerializer]");

    [Fact]
    public void A_state_may_be_of_any_type() => DeepCopier.CopyState(new Untravelled { Items = ["kept"] }).Items.ShouldBe(["kept"]);

    [GenerateSerializer, Immutable]
    public sealed record Promised([property: Id(0)] string[] Items);

    public sealed class Untravelled
    {
        public string[] Items { get; init; } = [];
    }
}
