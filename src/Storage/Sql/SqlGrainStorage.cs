using System.Globalization;
using MediaPipeline.Storage.Documents;
using Orleans.Storage;

namespace MediaPipeline.Storage.Sql;

/// <summary>Grains' states as documents: the state's name is the table, the grain's key the id. Writes of all grains are committed in groups.</summary>
internal sealed class SqlGrainStorage(IDocumentDatabase database, TimeProvider time) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var id = grainId.Key.ToString();
        var sql = DocumentStatements.Of(stateName).Find;
        var (etag, document) = await database.ReadAsync(session => session.First(sql, row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)), ("$id", id)), CancellationToken.None);
        if (document is null)
        {
            Forget(grainState);
            return;
        }

        grainState.State = DocumentJson.Read<T>(document, stateName, id);
        grainState.ETag = Text(etag);
        grainState.RecordExists = true;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var id = grainId.Key.ToString();
        var schema = DocumentKinds.SchemaVersionOf(stateName);
        var statements = DocumentStatements.Of(stateName);
        var document = DocumentJson.Write(grainState.State);
        var held = grainState.ETag;
        var etag = await database.WriteAsync(session => held is null
            ? Insert(session, statements, id, schema, document)
            : Update(session, statements, id, schema, document, held));
        grainState.ETag = Text(etag);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var id = grainId.Key.ToString();
        var statements = DocumentStatements.Of(stateName);
        var held = grainState.ETag;
        await database.WriteAsync(session => Delete(session, statements, id, held));
        Forget(grainState);
    }

    private static void Forget<T>(IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private long Insert(SqlSession session, DocumentStatements statements, string id, int schema, string document)
    {
        var etag = DocumentStatements.FirstETag(time);
        return session.Execute(statements.Insert, ("$id", id), ("$etag", etag), ("$schema", schema), ("$document", document)) == 1
            ? etag
            : throw LostRace(session, statements, id, null);
    }

    private static long Update(SqlSession session, DocumentStatements statements, string id, int schema, string document, string held)
    {
        var etag = Number(held);
        return session.Execute(statements.Update, ("$document", document), ("$schema", schema), ("$id", id), ("$etag", etag)) == 1
            ? etag + 1
            : throw LostRace(session, statements, id, held);
    }

    // Clearing what was never stored is no conflict, clearing what another has stored is one.
    private static bool Delete(SqlSession session, DocumentStatements statements, string id, string? held)
    {
        var deleted = held is not null && session.Execute(statements.Delete, ("$id", id), ("$etag", Number(held))) == 1;
        return deleted || (held is null && session.Number(statements.FindETag, ("$id", id)) == 0) ? deleted : throw LostRace(session, statements, id, held);
    }

    private static InconsistentStateException LostRace(SqlSession session, DocumentStatements statements, string id, string? held)
    {
        var stored = session.Number(statements.FindETag, ("$id", id));
        return new InconsistentStateException(
            $"The state of '{id}' was changed by another (ETag {(stored == 0 ? "none" : Text(stored))}, held {held ?? "none"}): read it again.", stored == 0 ? null : Text(stored), held);
    }

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    private static long Number(string etag) => long.TryParse(etag, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
