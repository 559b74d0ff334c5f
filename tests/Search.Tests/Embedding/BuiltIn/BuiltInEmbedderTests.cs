using System.Numerics.Tensors;
using MediaPipeline.Search.Embedding;
using MediaPipeline.Search.Embedding.BuiltIn;
using MediaPipeline.TestKit.Files;
using Microsoft.Extensions.AI;

namespace MediaPipeline.Search.Tests.Embedding.BuiltIn;

public sealed class BuiltInEmbedderTests(BuiltInHost host) : IClassFixture<BuiltInHost>
{
    internal static readonly string[] Titles =
    [
        "Alien (1979). Horror, Science Fiction. The crew of a commercial starship meets a deadly creature that stalks them through the corridors of the ship.",
        "Casablanca (1942). Drama, Romance. The American owner of a nightclub must choose between his love and helping her husband escape the Nazis.",
        "Babe (1995). Comedy, Family. A pig raised on a farm wants to do the work of a sheepdog.",
        "Rocky (1976). Drama, Sports. A small-time boxer from Philadelphia gets a rare chance to fight the heavyweight champion.",
        "Jaws (1975). Thriller. A great white shark attacks bathers at a summer resort, and a police chief hunts it with a marine biologist.",
    ];

    [Theory]
    [InlineData("monster kills people on a space ship", 0)]
    [InlineData("love story in the second world war", 1)]
    [InlineData("talking animals for children", 2)]
    [InlineData("an underdog athlete gets his shot at the title", 3)]
    [InlineData("dangerous fish at the beach", 4)]
    public async Task AQuestion_IsClosestToTheTitleItIsAbout(string question, int title)
    {
        var titles = await host.Embedder.GenerateAsync(Titles);

        var asked = await host.Embedder.GenerateForQuestionAsync(question);

        var closest = titles.MaxBy(found => TensorPrimitives.Dot(found.Vector.Span, asked.Vector.Span))!;
        titles.IndexOf(closest).ShouldBe(title);
    }

    [Fact]
    public async Task AVector_Has384Dimensions_AndLengthOne()
    {
        var embedding = (await host.Embedder.GenerateAsync([Titles[0]]))[0];

        embedding.Vector.Length.ShouldBe(384);
        embedding.ModelId.ShouldBe("snowflake-arctic-embed-xs-int8");
        TensorPrimitives.Norm(embedding.Vector.Span).ShouldBe(1, 1e-5f);
    }

    [Fact]
    public async Task TheSameText_HasTheSameVector_WhateverIsBesideIt()
    {
        var alone = await host.EmbedAsync(Titles[0]);

        var callers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => host.Embedder.GenerateAsync([.. Titles, "short", .. Titles]))));

        foreach (var vectors in callers)
        {
            vectors.Count.ShouldBe(11);
            vectors[0].Vector.ToArray().ShouldBe(alone);
            vectors[6].Vector.ToArray().ShouldBe(alone);
        }
    }

    [Theory]
    [InlineData("Shōnen Jump: Gekijō café", "Shonen Jump: Gekijo cafe")]
    [InlineData("cafe\u0301", "café")]
    [InlineData("silent film\ncrime\tstory", "silent film crime story")]
    [InlineData("silent film\r\n\r\n  crime", "silent film crime")]
    [InlineData("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth")]
    [InlineData("ΑΘΉΝΑ Ёлка", "αθηνα елка")]
    public async Task TextThatReadsTheSame_HasTheSameVector(string text, string same) => (await host.EmbedAsync(text)).ShouldBe(await host.EmbedAsync(same));

    [Fact]
    public async Task LoneSurrogates_AreLeftOut() => (await host.EmbedAsync("\ud800silent\udc00 film")).ShouldBe(await host.EmbedAsync("silent film"));

    [Fact]
    public async Task HostileText_HasAFiniteVector()
    {
        string[] texts =
        [
            "😀😀👨‍👩‍👧‍👦🏳️‍🌈", "\ud800", "\udfff\ud800", "\0\u0001\u0007\u001b[31m", "\u0301\u0302", "\u202e\u200f",
            "東京タワー", "한글", "עברית", "[CLS] [SEP] [MASK] ##s",
            new('x', 1_000_000), string.Concat(Enumerable.Repeat("a quick brown fox ", 60_000)), new string('\u0301', 1_000_000),
            new string('\u00a0', 1_000_000) + "a",
        ];

        var vectors = await host.Embedder.GenerateAsync(texts);

        foreach (var vector in vectors)
        {
            TensorPrimitives.Norm(vector.Vector.Span).ShouldBe(1, 1e-4f);
        }
    }

    [Fact]
    public async Task AText_IsReadUpTo256Tokens()
    {
        var words = Enumerable.Repeat("ship", 254).ToArray();
        var read = await host.EmbedAsync(string.Join(' ', words));

        (await host.EmbedAsync(string.Join(' ', [.. words, "love", "story"]))).ShouldBe(read);
        (await host.EmbedAsync(string.Join(' ', [.. words[1..], "love"]))).ShouldNotBe(read);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\u3000")]
    public async Task AnEmptyText_IsAnArgumentError(string text)
    {
        await Should.ThrowAsync<ArgumentException>(() => host.Embedder.GenerateAsync([Titles[0], text]));
        await Should.ThrowAsync<ArgumentException>(() => host.Embedder.GenerateForQuestionAsync(text));
    }

    [Fact]
    public async Task NoText_HasNoVector() => (await host.Embedder.GenerateAsync([])).ShouldBeEmpty();

    [Fact]
    public async Task Cancellation_ReleasesTheCaller_AndTheQueue()
    {
        using var cancellation = new CancellationTokenSource();
        var many = host.Embedder.GenerateAsync(Enumerable.Range(0, 100_000).Select(number => $"{Titles[0]} {number}"), cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => many);
        (await host.EmbedAsync(Titles[1])).Length.ShouldBe(384);
        await Should.ThrowAsync<OperationCanceledException>(() => host.Embedder.GenerateAsync([Titles[0]], cancellationToken: cancellation.Token));
    }

    [Fact]
    public async Task AQuestion_DoesNotWaitForTitles()
    {
        using var cancellation = new CancellationTokenSource();
        var titles = host.Embedder.GenerateAsync(Enumerable.Repeat(Titles[0], 10_000), cancellationToken: cancellation.Token);

        await host.Embedder.GenerateForQuestionAsync("dangerous fish at the beach");

        titles.IsCompleted.ShouldBeFalse();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => titles);
    }

    [Fact]
    public async Task TheModel_IsLetGoWhenIdle_AndLoadedAgain()
    {
        await using var idle = new BuiltInHost();
        var before = await idle.EmbedAsync(Titles[0]);
        idle.BuiltIn.IsLoaded.ShouldBeTrue();

        // The answer may be here before the worker has ended, from which on time counts.
        while (idle.BuiltIn.IsLoaded)
        {
            idle.Clock.Advance(TimeSpan.FromMinutes(10));
            await Task.Yield();
        }

        (await idle.EmbedAsync(Titles[0])).ShouldBe(before);
    }

    [Fact]
    public async Task Disposing_FailsWhatWaits()
    {
        using var directory = new TemporaryDirectory();
        var closed = new BuiltInHost(directory.Path);
        var many = closed.Embedder.GenerateAsync(Enumerable.Repeat(Titles[0], 10_000));

        await closed.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => many);
        await Should.ThrowAsync<ObjectDisposedException>(() => closed.BuiltIn.GenerateAsync(["text"]));
    }

    [Fact]
    public async Task AModelThatCannotBeWritten_FailsItsTexts_UntilItCan()
    {
        using var directory = new TemporaryDirectory();
        var models = Path.Join(directory.Path, "models");
        await File.WriteAllTextAsync(models, "a file");
        await using var unwritable = new BuiltInHost(directory.Path);

        await Should.ThrowAsync<IOException>(() => unwritable.EmbedAsync(Titles[0]));
        File.Delete(models);

        (await unwritable.EmbedAsync(Titles[0])).Length.ShouldBe(384);
    }

    [Fact]
    public async Task NothingIsLoaded_BeforeTheFirstText()
    {
        using var directory = new TemporaryDirectory();

        var states = await FreshProcess.RunAsync(directory.Path);

        states["registered"].Loaded.ShouldBeEmpty();
        states["used"].Loaded.ShouldContain("onnxruntime");
    }
}
