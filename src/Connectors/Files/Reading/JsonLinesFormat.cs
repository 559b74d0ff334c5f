using System.Runtime.CompilerServices;
using System.Text.Json;
using MediaPipeline.Connectors.Files.Mapping;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Files.Reading;

/// <summary>One JSON object a line. A line that is broken is invalid, and the next one is read.</summary>
internal sealed class JsonLinesFormat(CatalogueInput input, RecordMapper mapper) : IRecordFormat
{
    private readonly JsonRecords _records = new(input, mapper);
    private readonly LineBoundary _boundary = new();

    public async IAsyncEnumerable<CatalogueRecord> ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long number = 0;
        var isFirst = true;
        while (await input.SkipWhiteSpaceAsync(cancellationToken) >= 0)
        {
            var raw = await input.TakeAsync(_boundary, cancellationToken);
            if (isFirst && IsMetadata(raw))
            {
                isFirst = false;
                continue;
            }

            isFirst = false;
            if (++number > after)
            {
                yield return Read(raw, number);
            }
        }

        if (number == 0)
        {
            throw input.NotACatalogue("has no records behind its first line, which says only what the file is. Import the file that has the titles.");
        }
    }

    private CatalogueRecord Read(RawRecord raw, long number)
    {
        try
        {
            return _records.Read(raw, number);
        }
        catch (JsonException e)
        {
            return JsonRecords.Invalid(raw, number, $"The line is no JSON: {JsonRecords.Reason(e)}. Write one object a line.");
        }
    }

    /// <summary>The first line of the anime-offline-database names licence and date of the data set, and no title.</summary>
    private static bool IsMetadata(RawRecord raw)
    {
        if (raw.IsTooLong || !RawRecord.IsText(raw.Joined.Span))
        {
            return false;
        }

        try
        {
            using var document = JsonRecords.Parse(raw.Joined);
            return document.RootElement is { ValueKind: JsonValueKind.Object } line && !line.TryGetProperty("title", out _)
                && line.TryGetProperty("license", out _) && line.TryGetProperty("repository", out _);
        }
        catch (JsonException)
        {
            // A record like any other, which is found to be broken when it is read.
            return false;
        }
    }
}
