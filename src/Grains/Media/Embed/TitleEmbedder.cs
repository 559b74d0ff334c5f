using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Embedding;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Media.Embed;

/// <summary>Sees to it that the texts of titles have a vector: most are kept already, the others are embedded.</summary>
internal sealed class TitleEmbedder(ITextEmbedder embedder, IEmbeddingStore store, IGrainFactory grains, TimeProvider clock)
{
    // Many enough that all workers of the embedder have something to do, few enough that a pause of the job is noticed soon.
    private const int AtOnce = 128;

    /// <summary>How the stage ends for each title. While the embedder is unavailable those that would need it wait.</summary>
    /// <param name="within">Titles whose turn does not come within this time are left out.</param>
    public async Task<IReadOnlyDictionary<MediaId, StageOutcome>> RunAsync(
        IReadOnlyCollection<MediaRecord> titles, TimeSpan within, CancellationToken cancellationToken)
    {
        var model = embedder.Model;
        var texts = titles.Select(title => (title.Id, Text: embedder.TextOf(title.Facts), title.Embedding)).ToList();
        var stale = texts.Where(title => title.Text is { } text && title.Embedding != new TitleEmbedding(model, text.Signature)).Select(title => title.Text!);
        var missing = stale.DistinctBy(text => text.Signature, StringComparer.Ordinal).ToDictionary(text => text.Signature, StringComparer.Ordinal);
        var space = new VectorSpace(model, VectorKinds.Synopsis);
        WaitingFor? closed = null;
        if (missing.Count > 0)
        {
            foreach (var known in await store.FindAsync(space, missing.Keys, cancellationToken))
            {
                missing.Remove(known);
            }

            closed = await EmbedAsync(space, missing, within, cancellationToken);
        }

        var outcomes = new Dictionary<MediaId, StageOutcome>();
        foreach (var (id, text, _) in texts)
        {
            if (text is null || !missing.ContainsKey(text.Signature))
            {
                outcomes[id] = new StageOutcome.Completed(new Embedded(text is null ? null : new TitleEmbedding(model, text.Signature)));
            }
            else if (closed is not null)
            {
                outcomes[id] = new StageOutcome.Wait(closed);
            }
        }

        return outcomes;
    }

    /// <summary>Embeds texts, and takes them out of those that are missing.</summary>
    /// <returns>Why the others cannot be embedded now.</returns>
    private async Task<WaitingFor?> EmbedAsync(
        VectorSpace space, Dictionary<string, EmbeddableText> missing, TimeSpan within, CancellationToken cancellationToken)
    {
        if (missing.Count == 0)
        {
            return null;
        }

        var gate = grains.GetGrain<IEmbedderGateGrain>(space.Model);
        if (await gate.FindGate() is { } closed)
        {
            return closed;
        }

        var started = clock.GetTimestamp();
        var adding = Task.CompletedTask;
        try
        {
            foreach (var some in missing.Values.Chunk(AtOnce).ToList())
            {
                if (within != Timeout.InfiniteTimeSpan && clock.GetElapsedTime(started) > within)
                {
                    break;
                }

                var vectors = await embedder.EmbedAsync(some, cancellationToken);
                await adding;

                // Stored while the next ones are embedded.
                adding = store.AddAsync(space, [.. some.Zip(vectors, (text, vector) => (text.Signature, vector))], cancellationToken);
                foreach (var text in some)
                {
                    missing.Remove(text.Signature);
                }
            }

            return null;
        }
        catch (EmbedderUnavailableException e)
        {
            return await gate.Close(e.Message);
        }
        finally
        {
            await adding;
        }
    }
}
