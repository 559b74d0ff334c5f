namespace MediaPipeline.TestKit.Notes;

/// <summary>What notes act on: files below a folder. All of it can be done twice, and only a file that is still reserved can be published.</summary>
public sealed class NoteFolder(string path)
{
    public string[] Reserved => Directory.GetFiles(In("reserved"));

    public string[] Published => Directory.GetFiles(In("published"));

    public string PublishedPath(NoteRecord note) => In("published", note.Id);

    /// <summary>The file is named after item and attempt, and there is one of an item at most.</summary>
    internal async Task<string> ReserveAsync(NoteRecord note, CancellationToken cancellationToken)
    {
        Undo(note);
        var file = $"{note.Id}.{note.Attempt}";
        await File.WriteAllTextAsync(In("reserved", file), note.Topic, cancellationToken);
        return file;
    }

    internal void Publish(NoteRecord note)
    {
        if (!File.Exists(PublishedPath(note)))
        {
            File.Move(In("reserved", note.File!), PublishedPath(note));
        }
    }

    /// <summary>Deletes whatever any attempt may have left.</summary>
    internal void Undo(NoteRecord note) =>
        Array.ForEach([.. Directory.GetFiles(In("reserved"), $"{note.Id}.*"), .. Directory.GetFiles(In("published"), note.Id)], File.Delete);

    private string In(string state, string file = "") => Path.Join(Directory.CreateDirectory(Path.Join(path, state)).FullName, file);
}
