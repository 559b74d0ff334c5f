namespace MediaPipeline.Grains;

/// <summary>How every grain stores its state.</summary>
internal static class PersistentStateExtensions
{
    /// <summary>Stores a new state. Memory never runs ahead of the store: what could not be written has not happened.</summary>
    public static async Task StoreAsync<T>(this IPersistentState<T> record, T state)
    {
        var before = record.State;
        record.State = state;
        try
        {
            await record.WriteStateAsync();
        }
        catch
        {
            record.State = before;
            throw;
        }
    }
}
