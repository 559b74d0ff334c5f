using System.Runtime.CompilerServices;
using System.Text;
using MediaPipeline.Connectors.Files.Mapping;
using MediaPipeline.Grains.Ports.Catalogue;
using nietras.SeparatedValues;

namespace MediaPipeline.Connectors.Files.Reading;

/// <summary>CSV with a header. A record with another number of columns is invalid, and the next one is read.</summary>
internal sealed class CsvFormat(CatalogueInput input, RecordMapper mapper) : IRecordFormat
{
    private const string Separators = ",;\t|";

    public async IAsyncEnumerable<CatalogueRecord> ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (separator, columns) = await ReadHeaderAsync(cancellationToken);
        var boundary = new CsvBoundary([(byte)separator]);
        long number = 0;
        while (!await input.IsAtEndAsync(cancellationToken))
        {
            var raw = await input.TakeAsync(boundary, cancellationToken);
            if (!raw.IsBlank && ++number > after)
            {
                yield return Read(raw, number, boundary.IsInQuotes, separator, columns);
            }
        }
    }

    private async Task<(char Separator, FieldName[] Columns)> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var raw = await input.TakeAsync(new CsvBoundary(Encoding.ASCII.GetBytes(Separators)), cancellationToken);
        var bytes = raw.Joined;
        if (raw.IsTooLong || !RawRecord.IsText(bytes.Span))
        {
            throw input.NotACatalogue("is no catalogue: it begins neither with JSON nor with a header of CSV. Import JSON, JSON lines or CSV.");
        }

        var header = Encoding.UTF8.GetString(bytes.Span);
        var separator = Separators.MaxBy(candidate => Split(header, candidate).Length);
        var columns = Split(header, separator).Select(FieldName.Find).ToArray();
        return columns.Any(column => column.IsTitle)
            ? (separator, columns)
            : throw input.NotACatalogue(
                $"is no catalogue: it is not JSON, and its first line names no column 'title': {FaultList.Shorten(header)}. Import JSON, JSON lines or CSV.");
    }

    private CatalogueRecord Read(RawRecord raw, long number, bool isInQuotes, char separator, FieldName[] columns)
    {
        if (isInQuotes)
        {
            return JsonRecords.Invalid(raw, number, "A quote is not closed, up to the end of the file; close it, and double the quotes in texts.");
        }

        if (raw.IsTooLong)
        {
            return JsonRecords.Invalid(raw, number, JsonRecords.TooLong(input.MaxRecordBytes));
        }

        var bytes = raw.Joined;
        if (!RawRecord.IsText(bytes.Span))
        {
            return JsonRecords.Invalid(raw, number, JsonRecords.NotText);
        }

        var cells = Split(Encoding.UTF8.GetString(bytes.Span), separator);
        return cells.Length == columns.Length
            ? mapper.Map(RecordFields.Of(columns, cells), number, JsonRecords.Place(raw, number))
            : JsonRecords.Invalid(
                raw, number,
                $"The record has {cells.Length} columns, and the header {columns.Length}; put fields with '{separator}' or line ends into quotes.");
    }

    private static string[] Split(string record, char separator)
    {
        using var reader = Sep.New(separator).Reader(options => options with { HasHeader = false, Unescape = true, DisableColCountCheck = true })
            .FromText(record);
        return reader.MoveNext() ? reader.Current[..].ToStringsArray() : [];
    }
}
