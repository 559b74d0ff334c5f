namespace MediaPipeline.Grains;

/// <summary>How every grain stores its state.</summary>
internal static class PersistentStateExtensions
{
    /// <summary>Stores a new state. If the write fails, the state in memory is not changed either.</summary>
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
