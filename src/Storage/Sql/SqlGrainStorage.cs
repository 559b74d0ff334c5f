using System.Globalization;
using MediaPipeline.Storage.Documents;
using Orleans.Storage;

namespace MediaPipeline.Storage.Sql;

/// <summary>
/// Orleans grain storage with documents: the state's name is the table, the grain's key the id. Writes of all grains are committed in groups.
/// </summary>
internal sealed class SqlGrainStorage(IDocumentDatabase database, DocumentTables tables, DocumentFormat format, TimeProvider clock) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var id = grainId.Key.ToString();
        var sql = tables.Of(stateName).Find;
        var (etag, document) = await database.ReadAsync(
            session => session.First(sql, row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)), ("@id", id)), CancellationToken.None);
        if (document is null)
        {
            Forget(grainState);
            return;
        }

        grainState.State = format.Read<T>(document, stateName, id);
        grainState.ETag = Text(etag);
        grainState.RecordExists = true;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var id = grainId.Key.ToString();
        var document = format.Write(grainState.State);
        var write = grainState.ETag is { } held
            ? DocumentWrite.Update(tables.Of(stateName), id, Number(held), document)
            : DocumentWrite.Insert(tables.Of(stateName), id, DocumentStatements.FirstETag(clock), document);
        await database.WriteAsync(write);
        grainState.ETag = Text(write.NewETag);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var id = grainId.Key.ToString();
        if (grainState.ETag is { } held)
        {
            await database.WriteAsync(DocumentWrite.Delete(tables.Of(stateName), id, Number(held)));
        }
        else
        {
            await ExpectNoneAsync(stateName, id);
        }

        Forget(grainState);
    }

    private static void Forget<T>(IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    // Clearing a state that was never stored is no conflict, clearing one that somebody else has stored is.
    private async Task ExpectNoneAsync(string stateName, string id)
    {
        var sql = tables.Of(stateName).FindETag;
        if (await database.ReadAsync(session => session.Number(sql, ("@id", id)), CancellationToken.None) is not 0 and var stored)
        {
            throw DocumentWrite.LostRace(id, stored, held: null);
        }
    }

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    private static long Number(string etag) => long.TryParse(etag, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
