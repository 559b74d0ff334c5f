using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MediaPipeline.Connectors.Files.Mapping;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Files.Reading;

/// <summary>
/// A JSON array of objects, which may be a member of an object. Where it is broken, nothing tells where the next record begins: reading ends.
/// </summary>
/// <param name="isMember">The array is a member of an object, whose other members are passed over.</param>
internal sealed class JsonArrayFormat(CatalogueInput input, RecordMapper mapper, bool isMember) : IRecordFormat
{
    private readonly JsonRecords _records = new(input, mapper);
    private readonly JsonBoundary _boundary = new();

    public async IAsyncEnumerable<CatalogueRecord> ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long number = 0;
        input.Skip(1);
        for (var next = await input.SkipWhiteSpaceAsync(cancellationToken); next != ']'; next = await input.SkipWhiteSpaceAsync(cancellationToken))
        {
            if (number > 0)
            {
                await TakeAsync(',', $"behind record {number}", cancellationToken);
            }

            number++;
            var raw = await TakeValueAsync($"record {number}", cancellationToken);
            if (number > after)
            {
                yield return Read(raw, number);
            }
        }

        input.Skip(1);
        await FinishAsync(cancellationToken);
    }

    private CatalogueRecord Read(RawRecord raw, long number)
    {
        if (_boundary.Deepest > JsonRecords.MaxDepth)
        {
            return JsonRecords.Invalid(raw, number, $"The record is nested deeper than {JsonRecords.MaxDepth} levels; write it flatter.");
        }

        try
        {
            return _records.Read(raw, number);
        }
        catch (JsonException e)
        {
            throw Broken(raw.Line, $"record {number}", e);
        }
    }

    private async ValueTask<RawRecord> TakeValueAsync(string what, CancellationToken cancellationToken)
    {
        var next = await input.SkipWhiteSpaceAsync(cancellationToken);
        if (next is ',' or ':' or ']' or '}')
        {
            throw input.Broken($"line {input.Line}: '{(char)next}' where {what} should begin. Mend it there; what comes before is read.");
        }

        var line = input.Line;
        var raw = await input.TakeAsync(_boundary, cancellationToken, bytes => CheckTooLong(bytes, line, what));
        return raw.IsWhole
            ? raw
            : throw input.Broken($"line {line}: the file ends in {what}, which begins there. Fetch or copy it once more; what comes before is read.");
    }

    /// <summary>A record may only look too long, because a quote or bracket is missing.</summary>
    private void CheckTooLong(ReadOnlySequence<byte> bytes, long line, string what)
    {
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = int.MaxValue }));
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException e)
        {
            throw Broken(line, what, e);
        }
    }

    /// <summary>What follows the array must be the end of its object, and of the file.</summary>
    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (isMember)
        {
            while (await input.SkipWhiteSpaceAsync(cancellationToken) == ',')
            {
                input.Skip(1);
                await TakeValueAsync("a name", cancellationToken);
                await TakeAsync(':', "behind a name", cancellationToken);
                await TakeValueAsync("a value", cancellationToken);
            }

            await TakeAsync('}', "behind the last record", cancellationToken);
        }

        if (await input.SkipWhiteSpaceAsync(cancellationToken) >= 0)
        {
            throw input.Broken($"line {input.Line}: there is more behind the end of the array, which is not read. What comes before is read.");
        }
    }

    private async ValueTask TakeAsync(char expected, string where, CancellationToken cancellationToken)
    {
        var next = await input.SkipWhiteSpaceAsync(cancellationToken);
        if (next != expected)
        {
            throw input.Broken(next < 0
                ? $"line {input.Line}: the file ends {where}, without '{expected}'. Fetch or copy it once more; what comes before is read."
                : $"line {input.Line}: '{(char)next}' {where}, where '{expected}' is wanted. Mend it there; what comes before is read.");
        }

        input.Skip(1);
    }

    private CatalogueFileException Broken(long line, string what, JsonException e) =>
        input.Broken($"line {line + (e.LineNumber ?? 0)}: {what} is no JSON: {JsonRecords.Reason(e)}. Mend it there; what comes before is read.", e);
}
