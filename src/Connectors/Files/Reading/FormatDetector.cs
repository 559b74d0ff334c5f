using System.Buffers;
using System.Text.Json;
using MediaPipeline.Connectors.Files.Mapping;

namespace MediaPipeline.Connectors.Files.Reading;

/// <summary>Recognises the format by how the file begins.</summary>
internal static class FormatDetector
{
    private const int FirstLookBytes = 64 << 10;

    /// <exception cref="Grains.Ports.Catalogue.CatalogueFileException">It is none that is read.</exception>
    public static async Task<IRecordFormat> DetectAsync(CatalogueInput input, RecordMapper mapper, CancellationToken cancellationToken) =>
        await input.SkipWhiteSpaceAsync(cancellationToken) switch
        {
            '[' => new JsonArrayFormat(input, mapper, isMember: false),
            '{' => await DetectObjectAsync(input, mapper, cancellationToken),
            < 0 => throw input.NotACatalogue("is empty. Import JSON, JSON lines or CSV."),
            _ => new CsvFormat(input, mapper),
        };

    /// <summary>An object with an array <c>data</c>, or else the first of JSON lines.</summary>
    private static async Task<IRecordFormat> DetectObjectAsync(CatalogueInput input, RecordMapper mapper, CancellationToken cancellationToken)
    {
        for (long look = FirstLookBytes; ; look *= 2)
        {
            while (input.Bytes.Length < look && await input.ReadAheadAsync(cancellationToken))
            {
            }

            var isAll = input.Bytes.Length < look;
            switch (Look(input, out var position))
            {
                case Found.Data:
                    input.Skip(position);
                    return new JsonArrayFormat(input, mapper, isMember: true);
                case Found.ObjectOverLines:
                    throw input.NotACatalogue("is one JSON object without an array 'data'. Write the records as an array, or one object a line.");
                case Found.Nothing when !isAll && look < input.MaxRecordBytes:
                    continue;
                default:
                    return new JsonLinesFormat(input, mapper);
            }
        }
    }

    private static Found Look(CatalogueInput input, out long position)
    {
        position = 0;
        var reader = new Utf8JsonReader(input.Bytes, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = int.MaxValue }));
        try
        {
            while (reader.Read())
            {
                position = reader.TokenStartIndex;
                if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndObject)
                {
                    return input.Bytes.Slice(0, reader.BytesConsumed).PositionOf((byte)'\n') is null ? Found.Line : Found.ObjectOverLines;
                }

                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("data"u8) && reader.Read()
                    && reader.TokenType == JsonTokenType.StartArray)
                {
                    position = reader.TokenStartIndex;
                    return Found.Data;
                }
            }

            return Found.Nothing;
        }
        catch (JsonException)
        {
            // Not an object as a whole; as a line it is found to be broken when it is read.
            return Found.Line;
        }
    }

    private enum Found
    {
        Nothing,
        Data,
        Line,
        ObjectOverLines,
    }
}
